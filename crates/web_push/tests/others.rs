//! What is encrypted and signed here is opened and checked by code that is not ours: npm's `http_ece` and Node's own crypto, as the
//! push service of the browser stories uses them.

use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use data_encoding::BASE64URL_NOPAD as TEXT;
use web_push::{Contact, Receiver, Sender, VapidKey};

const SCRIPT: &str = r#"
import { createECDH } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
const [e2e, key, auth, message, authorization, origin] = process.argv.slice(1);
const ece = createRequire(join(e2e, "actors/push-service.js"))("http_ece");
const { sender } = await import(pathToFileURL(join(e2e, "actors/push-service.js")));
const keys = createECDH("prime256v1");
keys.setPrivateKey(Buffer.from(key, "base64url"));
const opened = ece.decrypt(Buffer.from(message, "base64url"), { version: "aes128gcm", privateKey: keys, authSecret: auth });
console.log(JSON.stringify([opened.toString("utf8"), sender(authorization, origin)]));
"#;

#[test]
fn another_library_opens_a_message_and_checks_who_sent_it() {
    let e2e = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e");
    if !e2e.join("node_modules/http_ece").exists() {
        eprintln!("skipped: npm's http_ece is not at hand");
        return;
    }
    let (key, auth) = ([7; 32], [9; 16]);
    let recipient = Receiver::from_parts(&key, auth).unwrap().recipient().unwrap();
    let vapid = VapidKey::make().unwrap();
    #[expect(clippy::disallowed_methods, reason = "the other library reads the clock")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let contact = Contact::parse("mailto:it@school.example").unwrap();
    let endpoint = "https://push.example/send/a";
    let authorization = vapid.authorization(endpoint, &contact, i64::try_from(now).unwrap()).unwrap();
    for (content, step) in [("", 512), ("Één verzoek", 512), ("x", 1), (&"y".repeat(3000), 4096)] {
        let message = Sender::make().unwrap().encrypt(&recipient, content.as_bytes(), step).unwrap();
        let words = [TEXT.encode(&key), TEXT.encode(&auth), TEXT.encode(&message), authorization.clone()];
        let output = Command::new("node")
            .args(["--input-type=module", "-e", SCRIPT])
            .arg(&e2e)
            .args(words)
            .arg("https://push.example")
            .output();
        let Ok(output) = output else {
            eprintln!("skipped: node cannot be run");
            return;
        };
        let said = String::from_utf8_lossy(&output.stdout).to_string();
        let read: serde_json::Value = serde_json::from_str(&said)
            .unwrap_or_else(|_| panic!("{said}{}", String::from_utf8_lossy(&output.stderr)));
        assert_eq!(read[0], content);
        assert_eq!(read[1]["key"], TEXT.encode(&vapid.public().unwrap()));
        assert_eq!(read[1]["contact"], contact.as_str());
    }
}
