use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use web::Bell;
use world::Span;

use super::*;

const ID: [u8; 16] = [7; 16];
const GO: &str = "event: go\ndata: \n\n";

/// A server with a page that waits for a bell, and one that does not.
struct Serving {
    address: SocketAddr,
    bell: Bell,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Serving {
    async fn with_room_for(connections: u32) -> Self {
        let (bell, (stop, stopping)) = (Bell::default(), watch::channel(false));
        let waits = bell.clone();
        let router = Router::new()
            .route("/waits", get(move || async move { waits.listen(ID).events(Span::minutes(5)) }))
            .route("/page", get(|| async { "a page" }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let limits = Limits { connections, stop: Duration::from_secs(3600) };
        Self { address, bell, stop, serving: tokio::spawn(serve(listener, router, limits, stopping)) }
    }

    async fn asks(&self, path: &str) -> TcpStream {
        let mut client = TcpStream::connect(self.address).await.unwrap();
        client.write_all(request(path).as_bytes()).await.unwrap();
        client
    }
}

fn request(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n")
}

async fn head(client: &mut TcpStream) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        head.push(char::from(client.read_u8().await.unwrap()));
    }
    head.to_lowercase()
}

async fn rest(client: &mut TcpStream) -> String {
    let mut rest = String::new();
    client.read_to_string(&mut rest).await.unwrap();
    rest
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

#[test]
fn a_page_that_waits_hears_its_bell_and_nothing_after_it() {
    run(async {
        let serving = Serving::with_room_for(10).await;
        let mut client = serving.asks("/waits").await;
        let head = head(&mut client).await;
        assert!(head.starts_with("http/1.0 200 "), "{head}");
        for field in
            ["content-type: text/event-stream", "x-accel-buffering: no", "connection: close", "date: "]
        {
            assert!(head.contains(field), "{field} in {head}");
        }
        assert!(!head.contains("content-length") && !head.contains("transfer-encoding"), "{head}");
        assert_eq!(serving.bell.waiting(), 1);
        serving.bell.ring(&ID);
        assert_eq!(rest(&mut client).await, GO);
    });
}

#[test]
fn a_connection_that_served_pages_may_wait_at_its_end() {
    run(async {
        let serving = Serving::with_room_for(10).await;
        let mut client = serving.asks("/page").await;
        assert!(head(&mut client).await.starts_with("http/1.1 200 "));
        client.read_exact(&mut [0; "a page".len()]).await.unwrap();
        client.write_all(request("/waits").as_bytes()).await.unwrap();
        head(&mut client).await;
        serving.bell.ring(&ID);
        assert_eq!(rest(&mut client).await, GO);
    });
}

#[test]
fn who_hangs_up_is_not_waited_for() {
    run(async {
        let serving = Serving::with_room_for(10).await;
        let mut gone = serving.asks("/waits").await;
        head(&mut gone).await;
        let mut chatty = serving.asks("/waits").await;
        head(&mut chatty).await;
        drop(gone);
        // Somebody who asks for more does not wait either.
        chatty.write_all(request("/page").as_bytes()).await.unwrap();
        while serving.bell.waiting() > 0 {
            tokio::task::yield_now().await;
        }
    });
}

#[test]
fn a_page_that_waits_takes_the_room_of_a_connection() {
    run(async {
        let serving = Serving::with_room_for(1).await;
        let mut first = serving.asks("/waits").await;
        head(&mut first).await;
        let mut second = serving.asks("/waits").await;
        // What runs meanwhile would have let the second one in.
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        assert!(second.try_read(&mut [0]).is_err());
        serving.bell.ring(&ID);
        assert_eq!(rest(&mut first).await, GO);
        head(&mut second).await;
        serving.bell.ring(&ID);
        assert_eq!(rest(&mut second).await, GO);
    });
}

#[test]
fn who_waits_is_told_before_the_server_ends() {
    run(async {
        let serving = Serving::with_room_for(10).await;
        let mut idle = serving.asks("/page").await;
        head(&mut idle).await;
        let mut client = serving.asks("/waits").await;
        head(&mut client).await;
        serving.stop.send_replace(true);
        // A connection that nobody uses ends at once.
        assert_eq!(rest(&mut idle).await, "a page");
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        assert!(!serving.serving.is_finished());
        serving.bell.close();
        assert_eq!(rest(&mut client).await, GO);
        serving.serving.await.unwrap();
    });
}

#[test]
fn the_head_alone_ends_the_connection_as_well() {
    run(async {
        let serving = Serving::with_room_for(10).await;
        let mut client = TcpStream::connect(serving.address).await.unwrap();
        client.write_all(request("/waits").replace("GET", "HEAD").as_bytes()).await.unwrap();
        assert!(head(&mut client).await.contains("connection: close"));
        assert_eq!((rest(&mut client).await.as_str(), serving.bell.waiting()), ("", 0));
    });
}
