CREATE TABLE public.accounts (
    organization bytea NOT NULL,
    account bytea NOT NULL,
    user_name text NOT NULL,
    display_name text NOT NULL,
    language text,
    role text NOT NULL,
    second_step text NOT NULL,
    disabled_at bigint,
    password text,
    password_at bigint,
    mail bytea,
    mobile_phone bytea,
    office_phone bytea,
    created_at bigint NOT NULL
);
CREATE TABLE public.attempts (
    organization bytea NOT NULL,
    attempt bytea NOT NULL,
    token bytea NOT NULL,
    browser bytea NOT NULL,
    account bytea,
    user_name bytea NOT NULL,
    purpose text NOT NULL,
    session bytea,
    evidence bytea NOT NULL,
    application text NOT NULL,
    continue_to text NOT NULL,
    address text NOT NULL,
    agent text NOT NULL,
    familiar boolean NOT NULL,
    steps text NOT NULL,
    outcome text NOT NULL,
    started_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    ended_at bigint,
    keep_until bigint NOT NULL
);
CREATE TABLE public.challenges (
    organization bytea NOT NULL,
    challenge bytea NOT NULL,
    account bytea NOT NULL,
    method text NOT NULL,
    purpose text NOT NULL,
    bound_to bytea NOT NULL,
    browser bytea NOT NULL,
    record bytea NOT NULL,
    tries bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);
CREATE TABLE public.familiar_browsers (
    organization bytea NOT NULL,
    account bytea NOT NULL,
    browser bytea NOT NULL,
    seen_at bigint NOT NULL
);
CREATE TABLE public.organization_domains (
    domain text NOT NULL,
    organization bytea NOT NULL
);
CREATE TABLE public.organization_hosts (
    host text NOT NULL,
    organization bytea NOT NULL
);
CREATE TABLE public.organizations (
    organization bytea NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    accent text NOT NULL,
    logo bytea,
    second_step text NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.outbox (
    organization bytea NOT NULL,
    message bytea NOT NULL,
    channel text NOT NULL,
    content bytea NOT NULL,
    created_at bigint NOT NULL,
    due_at bigint NOT NULL,
    leased_until bigint NOT NULL,
    deliveries bigint NOT NULL,
    failure text
);
CREATE TABLE public.registrations (
    organization bytea NOT NULL,
    account bytea NOT NULL,
    registration bytea NOT NULL,
    method text NOT NULL,
    pool text NOT NULL,
    slot bigint NOT NULL,
    name text NOT NULL,
    record bytea NOT NULL,
    counter bigint NOT NULL,
    created_at bigint NOT NULL,
    used_at bigint
);
CREATE TABLE public.schema_version (
    version bigint NOT NULL
);
CREATE TABLE public.sessions (
    organization bytea NOT NULL,
    session bytea NOT NULL,
    token bytea NOT NULL,
    account bytea NOT NULL,
    browser bytea NOT NULL,
    evidence bytea NOT NULL,
    stays boolean NOT NULL,
    address text NOT NULL,
    agent text NOT NULL,
    opened_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.throttles (
    organization bytea NOT NULL,
    subject bytea NOT NULL,
    tries bigint NOT NULL,
    started_at bigint NOT NULL,
    resting_until bigint NOT NULL,
    next_rest bigint NOT NULL,
    recent text NOT NULL,
    forget_at bigint NOT NULL
);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97fe99d61407269cb845a', 'anna@demo.example', 'Anna Bos', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113968, '\x0100000001e39425159de56e2b5eec4985344b34ff69a2dd117c33dc6754458edd58ab094b31415de554083ffc7b3f3b92c8', NULL, NULL, 1795561319113968);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97eb48f79131a61d650cc', 'bas@demo.example', 'Bas de Wit', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113970, '\x0100000001cbe39d3409566dd0d3209a0a46006a58a38a34cf33961e16acd224cde17366833c9ea49cf98f005a0354e6ac', NULL, NULL, 1795561319113970);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97507a2e59562bc10670a', 'cees@demo.example', 'Cees Mulder', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113970, '\x0100000001eb94fe0ad372faa7818be6cc63a684ecac4c79d82cc3ec794aa3143c536793bb628ea7edb097311397dcb6c7cf', NULL, NULL, 1795561319113970);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97f038eb640dc78281b5e', 'daan@demo.example', 'Daan Visser', 'nl', 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113971, '\x0100000001a1d4ae0a91df643762afd4ac0df5e0c41b77cc2459ef79fb319c2f17b9eb31126416649ba99cde77ee06971cd1', NULL, NULL, 1795561319113971);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac9762788997556abf1d876', 'eva@demo.example', 'Eva Jansen', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113972, '\x0100000001adb1c653a53a88cea01f7c3991ad3c89fbcc05bdc957e92edc609459b933dda4dd4e2b2003ad5643f06546e9', NULL, NULL, 1795561319113972);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac979a1a01be7d3cf98805f', 'fatima@demo.example', 'Fatima El Amrani', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113972, '\x0100000001a97e3c46cb47fba5cb34035261dd6a581adc4ffe49b8dda86348c8d582cc11ccb74d28648a4e9d9f611cb1565f744c', NULL, NULL, 1795561319113972);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac978f79aaf133a4ff413b3', 'gijs@demo.example', 'Gijs van Dam', 'nl', 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113973, '\x0100000001e0822a686c4ccea922725d7e84ddc6f226c38a4802f14978a1dd2a343a1458638573a9211975ee0008d0fb1195', NULL, NULL, 1795561319113973);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97115ad87a587bf576218', 'hanna@demo.example', 'Hanna Smit', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113973, '\x0100000001d858e2edb9a48e789ee19e5cdb95559706932b10cdac062c6bc6a4646965b31106b0b86d6f4343ac16ccaa23f598', NULL, NULL, 1795561319113973);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac972369b69eed110ba1101', 'ivo@demo.example', 'Ivo Kramer', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113974, '\x01000000015074d4f3237e5b71d1012efec152951bbdd440fe02d6cf16c4e12d1adae12ccac9df0e41db26da019c3d01aa', NULL, NULL, 1795561319113974);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac9708ba2c378c88bdc81f7', 'lotte@demo.example', 'Lotte Peters', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113974, '\x0100000001e6f7c642a70948e34968a848901eaaeffba33db31bb85805eb4a8c8a51f70cfbc2ef28d06a0b13598e214bc32d10', NULL, NULL, 1795561319113974);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97364870e10c2384baae9', 'mark@demo.example', 'Mark Dekker', NULL, 'person', 'as_organization', 1795561319113975, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113975, '\x01000000012b15e95f14f06815e6804e348ab39c901322f53b9d73ce748d07c5266377d7acd13b07f6e85c5902f8d4b9f871', NULL, NULL, 1795561319113975);
INSERT INTO public.accounts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac979b5b9797f3279f5b3ac', 'noor@demo.example', 'Noor Bakker', NULL, 'administrator', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$NIyQjm+jygYqS1/Sqa7t6g$CfCgweLblNfsYKpRQe5dQNsbPgFWSifhGvOjyoQvYL4', 1795561319113975, '\x0100000001c4a2f71807d0025bd5cde4d37fd4dc576bca2c4b5afb49ed5bb1fb7cc3c6819d0db95dc32644f746a351a20d2e', NULL, NULL, 1795561319113975);
INSERT INTO public.attempts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6be37b5ca50d93303fbce10e', '\xc5b825ddbf370baaa6b63ca8a6d30afd66fdd0a7f73b9ea3b3bf5cfd20989a36', '\xdf09df102e7c7038a8f4ddaae99f2201f6b0fcd8ad5eca54e5f8c96b9724a5d5', '\x01a20fcb6ac97fe99d61407269cb845a', '\x0100000001cb2bbf28b1ebc3688f9ddc5cdc9a6be71847a8eb221ac85856990447f456aba6dd4db2ce49da069f1af98689fa', 'sign_in', NULL, '\x0100000001bede2989c604bf3fa9b65884918dbb9457794f8910f386c36bef4a878443bd70f988a94b532f0a565bdf98801566d2dd658e04db5b15e4f831050b245829afc45b391b6d00d86586e13f8827c1d2b76d3c84577fbeece5ea989eb8de00edef1a93d9cd', '', '', '127.0.0.1', '', false, '[{"m":"password","r":"right","t":1795561319404970},{"m":"app_code","r":"right","t":1795561319477669}]', 'passed', 1795561319395072, 1795562219395072, 1795561319494030, 1803337319395072);
INSERT INTO public.attempts VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6c667928b7a67830bf7f8ca0', '\x588f57f410e80e7faaace822a41d8168cacc20f72d99afac44adfe86b2c03946', '\x580cf8561f40c451e6d69cd0b3fafab0eee7e2d7fc9d3052430555ce0159c231', '\x01a20fcb6ac97eb48f79131a61d650cc', '\x0100000001036d4594c8c7f065f5ea2e342eea4b72fbec17965c5c9094b4245c91e62fd002aff197e1b5805fee1db8b30d', 'sign_in', NULL, '\x0100000001c292f79b0068c66cbead330fed2bce90737874ffcb702b1f28c0d95bc9', '', '', '127.0.0.1', '', false, '[{"m":"password","r":"wrong","t":1795561319544187}]', 'open', 1795561319526037, 1795562219526037, NULL, 1803337319526037);
INSERT INTO public.challenges VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6bec764187dc6a96b8bc9904', '\x01a20fcb6ac97fe99d61407269cb845a', 'app_code', 'sign_in', '\x01a20fcb6be37b5ca50d93303fbce10e', '\xdf09df102e7c7038a8f4ddaae99f2201f6b0fcd8ad5eca54e5f8c96b9724a5d5', '\x0100000001954ec8da11b92bc6297e2189ff38d9ca6d5e3ad3778855eb8ebe7b2a', 9, 1795561319404970, 1795562219404970, 1795561319477669);
INSERT INTO public.challenges VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6c5477ee916b34c95b4fa3b5', '\x01a20fcb6ac97fe99d61407269cb845a', 'app_code', 'set_up', '\x01a20fcb6c467a55825057bb63ad69b4', '\xdf09df102e7c7038a8f4ddaae99f2201f6b0fcd8ad5eca54e5f8c96b9724a5d5', '\x0100000001257ffa664230ea5f2d32e6c1f176febc6434eebf50839f7524d040df57704dbfbeec2fd103e3237510c6fba394e18384', 10, 1795561319508151, 1795562219508151, NULL);
INSERT INTO public.familiar_browsers VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97fe99d61407269cb845a', '\xdf09df102e7c7038a8f4ddaae99f2201f6b0fcd8ad5eca54e5f8c96b9724a5d5', 1795561319494030);
INSERT INTO public.organization_domains VALUES ('demo.example', '\x01a20fcb6aaa752e904acb9cc9d70098');
INSERT INTO public.organization_hosts VALUES ('*', '\x01a20fcb6aaa752e904acb9cc9d70098');
INSERT INTO public.organizations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', 'Demo School', 'en', '1f5fbf', NULL, 'required', 1795561319082340);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97eb48f79131a61d650cc', '\x01a20fcb6ac97940adcc48b1703a454a', 'app_code', 'apps', 0, 'Authenticator', '\x01000000013883307ec6f652b8065a3ccf96ab4c1333336da17ae3370e2fbade5056ade6bc0c9435e4a8b2225db9f9113a3175adb9', 0, 1795561319113970, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97507a2e59562bc10670a', '\x01a20fcb6ac97bc3933d0cd0caff6fdd', 'app_code', 'apps', 0, 'Authenticator', '\x0100000001e0fb8226d9af357a2287812e1c7aede87c50715b7dab32e11a437754899119cee0f8c3c215a1976df4f5990d621aebfd', 0, 1795561319113970, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97507a2e59562bc10670a', '\x01a20fcb6ac97a398b8ae7aa9fcf24b3', 'app_code', 'apps', 1, 'Authenticator 2', '\x01000000010d6d78d415cec1ed0f4d5577d6b4f578c3225f67b0747952754d6588e0a3677acd650b2d3770d501874285c15cfb137c', 0, 1795561319113970, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97f038eb640dc78281b5e', '\x01a20fcb6ac97b0d8d6114221635404d', 'app_code', 'apps', 0, 'Authenticator', '\x0100000001649f7fe1edbf6989c56998fd66917c72361b9101d1eacbbecaa27ea1bfec197b42e744e7f38067af28e97f6b6fb93f1f', 0, 1795561319113971, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac972369b69eed110ba1101', '\x01a20fcb6ac9799095301f57c281235b', 'app_code', 'apps', 0, 'Authenticator', '\x0100000001230b44be6c41f891074d6b1161ec912f77c594e61aa82adfa4087a263fce051da856bc03b9aa57caf806a0c61cb9e844', 0, 1795561319113974, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac972369b69eed110ba1101', '\x01a20fcb6ac97af387be2d88d3feb2b2', 'app_code', 'apps', 1, 'Authenticator 2', '\x0100000001684a76222e69f1e490cc24613ea2cdfa7980d9201aafd0d5701c1408e27f90da54cb74536f420d1b01c8b828b5002089', 0, 1795561319113974, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac972369b69eed110ba1101', '\x01a20fcb6ac979fda12d78956f0aa336', 'app_code', 'apps', 2, 'Authenticator 3', '\x01000000018c5e64e35fb89d03dd16408d0e59c75209eaaad7ebde8b36f8083e8205c8f5f02d5b903ea206cef80cc9b33ca2f9b8cb', 0, 1795561319113974, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac972369b69eed110ba1101', '\x01a20fcb6ac97e7b80833e153bd83d15', 'app_code', 'apps', 3, 'Authenticator 4', '\x01000000019bae9f358c32aadd400cb8b7cb6a5dc386919cbbc096cc6a3e05593db2fa0d44fd8fdc2333eb7cec2763394c14b0e728', 0, 1795561319113974, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac972369b69eed110ba1101', '\x01a20fcb6ac97d499f8d06cf9d5ade8c', 'app_code', 'apps', 4, 'Authenticator 5', '\x0100000001892067f99343dd0ba104307223e5d8eabf18fd59c0e58bd3b1ed322636d98a42353e963dc629b3360282fe86adced78b', 0, 1795561319113974, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac9708ba2c378c88bdc81f7', '\x01a20fcb6ac978d1bc4f5bc08ae95c40', 'app_code', 'apps', 0, 'Authenticator', '\x010000000106de3570337a74a01685c226be0b7c8669d1180975ffbb684894eef1208afe31d0a3d6785df89194417a5badc6989f52', 0, 1795561319113974, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97364870e10c2384baae9', '\x01a20fcb6ac9770a8691667ebe190177', 'app_code', 'apps', 0, 'Authenticator', '\x0100000001e5d022968e9aca99be198b5d1277a40d29b8f2304fd2006668fdc6944e3239bbe9ddf537772fa59f6a45e31bbc732ddc', 0, 1795561319113975, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac979b5b9797f3279f5b3ac', '\x01a20fcb6ac97aa3bc375107ff6f80c6', 'app_code', 'apps', 0, 'Authenticator', '\x01000000016c376c6bdadee7258c5254b84a1cb37752dd65ed6a80b15f3682750f349920d2aeffd4a4672c2954b862a281af15adc3', 0, 1795561319113975, NULL);
INSERT INTO public.registrations VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6ac97fe99d61407269cb845a', '\x01a20fcb6ac9736b9edab83e0a9d61bf', 'app_code', 'apps', 0, 'Authenticator', '\x01000000019a4d30b33c2ea84540fe37b3e010f3698c180bdd8eaa2d526b15f584cf3d4320589cd97dcac7d3a638dd05e2b133df2f', 59852043, 1795561319113968, 1795561319477669);
INSERT INTO public.schema_version VALUES (4);
INSERT INTO public.sessions VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x01a20fcb6c467a55825057bb63ad69b4', '\xb5f9dda5e0ca75ded0710b6ba3f9642d552aea7fb4316ac1c1657d11b996aba2', '\x01a20fcb6ac97fe99d61407269cb845a', '\xdf09df102e7c7038a8f4ddaae99f2201f6b0fcd8ad5eca54e5f8c96b9724a5d5', '\x010000000103614d5a26ef4b8eb0ec4c94ae6afc8893cbb5438ff0d116511715078d388dac006ff6e91b98432c58c6acda7ea29697bebdb54c39a5f276fdb2903f5cd4eb21793d0d087373633f1bc8a6924445b342e250709cd625c267aac3d1edbc8c1d4bd474a0', true, '127.0.0.1', '', 1795561319494030, 1795561319494030, 1811113319494030);
INSERT INTO public.throttles VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\x29b71816410e060f31e4b5cbb304e4315772f4b4c61b42c46455bdb489a56748', 10, 1795561319113974, 1795561379113974, 120000000, '', 1795648619113974);
INSERT INTO public.throttles VALUES ('\x01a20fcb6aaa752e904acb9cc9d70098', '\xf786c63ba36762e16b69eeed2388590b58d804e3bd294f26654132f9caf445c0', 1, 1795561319544187, 0, 60000000, 'e8960403', 1795648619544187);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (organization, account);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (organization, attempt);
ALTER TABLE ONLY public.challenges
    ADD CONSTRAINT challenges_pkey PRIMARY KEY (organization, challenge);
ALTER TABLE ONLY public.familiar_browsers
    ADD CONSTRAINT familiar_browsers_pkey PRIMARY KEY (organization, account, browser);
ALTER TABLE ONLY public.organization_domains
    ADD CONSTRAINT organization_domains_pkey PRIMARY KEY (domain);
ALTER TABLE ONLY public.organization_hosts
    ADD CONSTRAINT organization_hosts_pkey PRIMARY KEY (host);
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (organization);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (organization, message);
ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT registrations_pkey PRIMARY KEY (organization, account, registration);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (organization, session);
ALTER TABLE ONLY public.throttles
    ADD CONSTRAINT throttles_pkey PRIMARY KEY (organization, subject);
CREATE UNIQUE INDEX accounts_by_user_name ON public.accounts USING btree (organization, user_name);
CREATE INDEX attempts_by_account ON public.attempts USING btree (organization, account, started_at);
CREATE INDEX attempts_by_end ON public.attempts USING btree (keep_until);
CREATE UNIQUE INDEX attempts_by_token ON public.attempts USING btree (organization, token);
CREATE INDEX challenges_by_binding ON public.challenges USING btree (organization, bound_to);
CREATE INDEX challenges_by_end ON public.challenges USING btree (expires_at);
CREATE INDEX familiar_browsers_by_age ON public.familiar_browsers USING btree (seen_at);
CREATE INDEX outbox_by_due ON public.outbox USING btree (due_at);
CREATE UNIQUE INDEX registrations_by_slot ON public.registrations USING btree (organization, account, pool, slot);
CREATE INDEX sessions_by_account ON public.sessions USING btree (organization, account);
CREATE INDEX sessions_by_end ON public.sessions USING btree (expires_at);
CREATE UNIQUE INDEX sessions_by_token ON public.sessions USING btree (organization, token);
CREATE INDEX throttles_by_end ON public.throttles USING btree (forget_at);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_organization_fkey FOREIGN KEY (organization) REFERENCES public.organizations(organization);
ALTER TABLE ONLY public.challenges
    ADD CONSTRAINT challenges_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
ALTER TABLE ONLY public.familiar_browsers
    ADD CONSTRAINT familiar_browsers_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
ALTER TABLE ONLY public.organization_domains
    ADD CONSTRAINT organization_domains_organization_fkey FOREIGN KEY (organization) REFERENCES public.organizations(organization);
ALTER TABLE ONLY public.organization_hosts
    ADD CONSTRAINT organization_hosts_organization_fkey FOREIGN KEY (organization) REFERENCES public.organizations(organization);
ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT registrations_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
