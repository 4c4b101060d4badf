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
    used_at bigint,
    registration bytea,
    sends bigint DEFAULT 0 NOT NULL,
    sent_at bigint DEFAULT 0 NOT NULL,
    heard bytea,
    heard_at bigint
);
CREATE TABLE public.default_methods (
    organization bytea NOT NULL,
    account bytea NOT NULL,
    method text NOT NULL,
    registration bytea
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
    created_at bigint NOT NULL,
    remember_days bigint DEFAULT 14 NOT NULL,
    experience text DEFAULT 'security_info'::text NOT NULL,
    country text DEFAULT 'NL'::text NOT NULL
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
CREATE TABLE public.remembered_devices (
    organization bytea NOT NULL,
    device bytea NOT NULL,
    account bytea NOT NULL,
    browser bytea NOT NULL,
    token bytea NOT NULL,
    mark bytea NOT NULL,
    address text NOT NULL,
    agent text NOT NULL,
    remembered_at bigint NOT NULL,
    used_at bigint NOT NULL,
    expires_at bigint NOT NULL
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
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7af18eb5e29feb84e1f3', 'anna@demo.example', 'Anna Bos', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589930, '\x0100000001a9e34b7a05cabefd4ef24ee2dd639958c9bb1c944e5fb36b4eb4dbe2f362c7ca0e0dc26ecf6ddd7b1eebe91537', NULL, NULL, 1795564194589930);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7e329de74ca344564799', 'bas@demo.example', 'Bas de Wit', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589933, '\x010000000161af45a284cb6fd1d077c1ade90eb506f8d69149f3c388d0a9dc2bba39ef2846ce3dbe70ff9e29a20529163b', NULL, NULL, 1795564194589933);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d784dbd78c2bb80fd96ac', 'cees@demo.example', 'Cees Mulder', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589933, '\x01000000019f232919554bbc2f237623517d5defcebc1ba11c549faaf9b0d3308f99826e426653ae88b5b98eb8492f160edb', NULL, NULL, 1795564194589933);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7c82a355eb5e82c7d2e7', 'daan@demo.example', 'Daan Visser', 'nl', 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589934, '\x0100000001e677a8cb3b1388511ba56e3c708ad41176fa9d79c3d0b6ea8ec187be7e1b2d9999c2d0ed6cd3b4d8901bed209e', NULL, NULL, 1795564194589934);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d718e830bbf2b85172fa7', 'eva@demo.example', 'Eva Jansen', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589934, '\x01000000013ead80467aa3b8d1bb79df8056fb8c81ab32e82ae0995f95d72213e146f6eaa0eccf2d2ff0c0b1e8cfa1cabb', NULL, NULL, 1795564194589934);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d714888f76b512340c89f', 'fatima@demo.example', 'Fatima El Amrani', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589935, '\x010000000151b9797a673f54db475477879756b746d64c2d94be4b06190027361ab973e26cb853d7712999fa7eeeba89274acb77', NULL, NULL, 1795564194589935);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7d3a8793f98e3a44e6d2', 'gijs@demo.example', 'Gijs van Dam', 'nl', 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589935, '\x0100000001e811a29d3539698cdc6d607b83404e890203049b7bc336529484dfbc029e2ba341005fba44587d3c3162b738bb', NULL, NULL, 1795564194589935);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7fee8d69f31b47be08a9', 'hanna@demo.example', 'Hanna Smit', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589936, '\x01000000010da40c292a45d3e0a1353957e16962b3e60da22a4ab75edbbef6fe3148c154ffc1a10599c84c6d677ce8e566452d', NULL, NULL, 1795564194589936);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7a9da21aa59f89b39260', 'ivo@demo.example', 'Ivo Kramer', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589936, '\x0100000001ce80da916e82b9a1516a95628bb1809d8297a37d42e5539f775e110bfdabf40fd9a561b8f5eca1cc04ef49d3', NULL, NULL, 1795564194589936);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7ddba904251dcbd106f9', 'lotte@demo.example', 'Lotte Peters', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589937, '\x0100000001ab15f8aee8d32b7eadb552d716fdfda3fa20264ee5788b27edaa058c8d7ab20a57d063f61d405543bfcc7f9e3dd7', NULL, NULL, 1795564194589937);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7cbca9bb7960f40be667', 'mark@demo.example', 'Mark Dekker', NULL, 'person', 'as_organization', 1795564194589937, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589937, '\x0100000001641589c5c7e2ce3d340d5fee2198fa09101d0e63db6ee98c18572584cb8391673101eccc8c553df1551b8de352', NULL, NULL, 1795564194589937);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d71688798f9a979364d29', 'noor@demo.example', 'Noor Bakker', NULL, 'administrator', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589938, '\x01000000011b596e93eda01038e0cef28ad389e70998507d18cc8da8f7e7b1481cf142a4d7bb71e78e697546cc2ae5c497d3', NULL, NULL, 1795564194589938);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7fdbadc1fce48b099371', 'pim@demo.example', 'Pim Verbeek', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589939, '\x010000000186d5d87c501d3eea31fcfa4a81a974814e598487bcfe3029ac993994a977be914f97f1eb7389719c4af9ce5b', NULL, NULL, 1795564194589939);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d702da5d8ea085de78f9e', 'roos@demo.example', 'Roos Hendriks', 'nl', 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589939, '\x0100000001ac49a2b52c873c89283b0cce11323ec257d361e2ca4c8b10c8cbde20be34bad25b537f016aa545a4604006352c', NULL, NULL, 1795564194589939);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d73dbaa6f150089df978a', 'sam@demo.example', 'Sam Willems', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589940, '\x01000000013180f43f04e8aa072203baee52a38ad9a67d142c8dd4bbe2f090ce5ad72de52a982b9941bf0935382b693da4', NULL, NULL, 1795564194589940);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7f5fb30906e0002495f5', 'tess@demo.example', 'Tess van Loon', 'nl', 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589940, '\x0100000001e470721b78d48c43c0a5b8686e4d23917f93cfcc9f01a53f618cd65f27836a0cb172e62d70e9b28f559b2ed31e', NULL, NULL, 1795564194589940);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d75d3807eaa9d0f8fd1cf', 'umar@demo.example', 'Umar Aziz', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589941, '\x010000000199d94f85178fa5a1bc2eed052727e7c9b7f93700a5d17644ee8408f87b2a5a9b51967c9c10f43c6ef153146c7d', NULL, NULL, 1795564194589941);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7b1db0c691dbde51816b', 'vera@demo.example', 'Vera Prins', NULL, 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589941, '\x0100000001d0797eca6484e4568e7fddc25e549f25992a091e7a0a96c9441ed53c0bdd1a0c85c79966c61cc25055d78c2e65', NULL, NULL, 1795564194589941);
INSERT INTO public.accounts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7536a53a0ab4f49c6903', 'wout@demo.example', 'Wout Hoekstra', 'nl', 'person', 'as_organization', NULL, '$argon2id$v=19$m=19456,t=2,p=1$OGuOlbvtElFN4sSV+K8ERw$ojrG2wOdB7Ze2ZZkS04uN0AaeyDACieDN5lnMr53aDw', 1795564194589942, '\x01000000013f9f5dff91fc1ec9ace2e6abfb00abe0b8f6a072e311958daa8f21863f6c23513c6a9851ec4007054dab4bc1b2', NULL, NULL, 1795564194589942);
INSERT INTO public.attempts VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74ced70398089c25807dce377', '\xd662127e96d8ed84e23a25bf5e543ef92d7c6ee66f1d266a42bed1d24eda7ed8', '\x2b259dd90d1a33d8c75e99ca24109680fc92afe03c02077aaf3f62fa9e83d37e', '\x01a20ff74b1d7af18eb5e29feb84e1f3', '\x0100000001bba3516980bb34fca533025e03ca64b2a19fdbd7d3c3531aa765211e2c0cea70e5e06ec9161930a06d749ef672', 'sign_in', NULL, '\x0100000001dabea4f30f7adca6409b5d52fe8c1ba225210f4f60d367f6503f76384cee60a237c82cda1b767ca53a216c814d1191b9270c2179d1a8f515dd0cee41eaa2475fd16a0b0aa10c2a1bd1486c6c437bc339cb9c7a165b6f172b5de9da4c3452839365cb30', '', '', '127.0.0.1', '', false, '[{"m":"password","r":"right","t":1795564195060443},{"m":"app_code","r":"right","t":1795564195174637}]', 'passed', 1795564195053225, 1795565095053225, 1795564195189496, 1803340195053225);
INSERT INTO public.challenges VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74cf472dab069c7857773b829', '\x01a20ff74b1d7af18eb5e29feb84e1f3', 'app_code', 'sign_in', '\x01a20ff74ced70398089c25807dce377', '\x2b259dd90d1a33d8c75e99ca24109680fc92afe03c02077aaf3f62fa9e83d37e', '\x01000000012467e3a9a88d14d9c2bb4446905d7edd304056d80a55643321a585f2', 9, 1795564195060443, 1795565095060443, 1795564195174637, NULL, 0, 1795564195060443, NULL, NULL);
INSERT INTO public.challenges VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74d7f71ff86dec873fa4c0fcc', '\x01a20ff74b1d7af18eb5e29feb84e1f3', 'app_code', 'set_up', '\x01a20ff74d757cddb0da4fe84a99716d', '\x2b259dd90d1a33d8c75e99ca24109680fc92afe03c02077aaf3f62fa9e83d37e', '\x01000000010ec7c0ac2a3893fe22a52f52c5312f3453b3517bc5a82385370d090a1853bac6d56a7658ac0195448b3fc50f0250c90e', 10, 1795564195199319, 1795565095199319, NULL, NULL, 0, 1795564195199319, NULL, NULL);
INSERT INTO public.default_methods VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7fdbadc1fce48b099371', 'text_message', '\x01a20ff74b1d75569805c2ecfa83b6bc');
INSERT INTO public.default_methods VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d702da5d8ea085de78f9e', 'text_message', '\x01a20ff74b1d7c8da59b40b344757fc1');
INSERT INTO public.default_methods VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d73dbaa6f150089df978a', 'phone_call', '\x01a20ff74b1d78f89e9a86a047ea4947');
INSERT INTO public.default_methods VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7f5fb30906e0002495f5', 'phone_call', '\x01a20ff74b1d700084e955b341946883');
INSERT INTO public.default_methods VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d75d3807eaa9d0f8fd1cf', 'phone_call', '\x01a20ff74b1d75d1a403bfdfa83c9f0c');
INSERT INTO public.familiar_browsers VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7af18eb5e29feb84e1f3', '\x2b259dd90d1a33d8c75e99ca24109680fc92afe03c02077aaf3f62fa9e83d37e', 1795564195189496);
INSERT INTO public.organization_domains VALUES ('demo.example', '\x01a20ff74ac877b78d3a9d65e867b761');
INSERT INTO public.organization_hosts VALUES ('*', '\x01a20ff74ac877b78d3a9d65e867b761');
INSERT INTO public.organizations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', 'Demo School', 'en', '1f5fbf', NULL, 'required', 1795564194504128, 14, 'security_info', 'NL');
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7e329de74ca344564799', '\x01a20ff74b1d7b45901a8bbe136b6f97', 'app_code', 'apps', 0, 'Authenticator', '\x010000000181db7eade0b0f7dac378b5b26ef7096d1140a5b5a86f75a2693a622eb6af38fbba33fc16a4cfcf61907b3c18b0129f1d', 0, 1795564194589933, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d784dbd78c2bb80fd96ac', '\x01a20ff74b1d73cdac2a233e5e691026', 'app_code', 'apps', 0, 'Authenticator', '\x0100000001e99e8c3e50e9c1c4be992c0b2e439269a0bb017090a2d75d540a41707db36244cbe820046e4d0b53f57ad219171ef42f', 0, 1795564194589933, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d784dbd78c2bb80fd96ac', '\x01a20ff74b1d7ac5b11bd9995f272ce3', 'app_code', 'apps', 1, 'Authenticator 2', '\x0100000001ef25844052782764e35ea425a41b5064b0739c1b934a75861ffaeeb3debc1a4174d3b915f0277a412b9c70bdfefe24ca', 0, 1795564194589933, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7c82a355eb5e82c7d2e7', '\x01a20ff74b1d7da6a0ee7bd8e702ae84', 'app_code', 'apps', 0, 'Authenticator', '\x01000000012cf07ed5ca72028109a8bc1feb92357eacf265d6688cfab1c87b41c9dcf54d567f062e55e19e0479422fe18a5543a641', 0, 1795564194589934, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7a9da21aa59f89b39260', '\x01a20ff74b1d7a21ba68686190423d3a', 'app_code', 'apps', 0, 'Authenticator', '\x010000000110b3097214e905b98b137be025a6e3aeec460d31bb526d7458268d8dc79351f3c3615cffe2a33df3df3f1d6b0b5dca53', 0, 1795564194589936, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7a9da21aa59f89b39260', '\x01a20ff74b1d7aeba812f6409a26883a', 'app_code', 'apps', 1, 'Authenticator 2', '\x01000000011aad0dd3b11adba412aa9870b9e0b39064b5d62ac03b05fa2420f38b62d5504a29b5daf6b30aa35a77098b97d59be0d8', 0, 1795564194589936, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7a9da21aa59f89b39260', '\x01a20ff74b1d71ecb234a3412872c14a', 'app_code', 'apps', 2, 'Authenticator 3', '\x0100000001acdb1d2f5565f3939f31e851aa423c790637ef44b01b9fee98f638f6a7fc8d3df71ab40018ec6057dcb6f53827de82fe', 0, 1795564194589936, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7a9da21aa59f89b39260', '\x01a20ff74b1d78e280df5b20ffbbdeaf', 'app_code', 'apps', 3, 'Authenticator 4', '\x010000000149ec385983d5bc39608f9dad27de3b271a99bae44b30501de1116bae465df36c9d3acbc65c87df3c1b3001516a33da94', 0, 1795564194589936, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7a9da21aa59f89b39260', '\x01a20ff74b1d7b8fa369ec61705effa1', 'app_code', 'apps', 4, 'Authenticator 5', '\x0100000001e70e6051d2132a960b703a4ba3bccd4e1608296b43264325f9ae36c7e9a3244ca06f36d88a2003ffe6598c0c011ca321', 0, 1795564194589936, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7ddba904251dcbd106f9', '\x01a20ff74b1d7110aff9bb46c7e31db7', 'app_code', 'apps', 0, 'Authenticator', '\x01000000014ea7496d5b273f7f85e972c24441b358866648a060af1eaf68f17e99f8f6b15996bec63de701960f2b2920fdd3094d5d', 0, 1795564194589937, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7cbca9bb7960f40be667', '\x01a20ff74b1d7f4d9627481a3d2a519a', 'app_code', 'apps', 0, 'Authenticator', '\x01000000017ebdc40a1f4d06bf805c4155dbcf1bded619511d8f5be42c750a863e21c313f6a4ca46a3299f48962704857b467735dc', 0, 1795564194589937, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d71688798f9a979364d29', '\x01a20ff74b1d790d9615ef801d153a4b', 'app_code', 'apps', 0, 'Authenticator', '\x0100000001c981f6879b95797a84037b69b9af138e631f198ffcc621b529543d2e21d2ce8bc30449eb638e7b02b27dde0576bc360e', 0, 1795564194589938, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7fdbadc1fce48b099371', '\x01a20ff74b1d75569805c2ecfa83b6bc', 'phone', 'mobile_phone', 0, 'Mobile phone', '\x010000000111777dedfa46ef03b85dcaeae960e41817cee610ffc070c00a6ec7ec4b8e982c4ff22c573c2ff281a9d665b52c72ee91933fd8eb03bafdec88420815a67c642c559f3e440065', 0, 1795564194589939, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d702da5d8ea085de78f9e', '\x01a20ff74b1d7c8da59b40b344757fc1', 'phone', 'mobile_phone', 0, 'Mobiele telefoon', '\x0100000001d0bca8834d1447339f5de07f7e6e139abea25a5c6bb96bd408b8f01edff7bfafe6382ce5c4e3d4956e92c7ff275d9fd095f22f01da20a82ab0dd72d3eb15e049fe6b4a97a557', 0, 1795564194589939, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d73dbaa6f150089df978a', '\x01a20ff74b1d78f89e9a86a047ea4947', 'phone', 'mobile_phone', 0, 'Mobile phone', '\x0100000001d1c8d39ee1e4fd98abc45a8f73d27740242779fc4619682dc1b9c0d414afc5e11fee8cfef97b5f3bfab0fe0e45d4e68e7303e5e1961505473aea4f95fe604c5a4ca8518118c1', 0, 1795564194589940, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7f5fb30906e0002495f5', '\x01a20ff74b1d700084e955b341946883', 'phone', 'mobile_phone', 0, 'Mobiele telefoon', '\x0100000001d9efcf072ac22a4e0160a690a0b832aef001e797686558bf5e0bca4866c47ad7618ea82e817eb99a8904941a429af86ac4957145698522f36035caac7cd8c3046d823cc16727', 0, 1795564194589940, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d75d3807eaa9d0f8fd1cf', '\x01a20ff74b1d75d1a403bfdfa83c9f0c', 'phone', 'office_phone', 0, 'Office phone', '\x0100000001caab6147fe74808af5013caa0ee6e1ad224e4e277d4a23f0079d755eabde823d58e86d4f3ae9c6c5a236b6bd5d8f0ef9c423b005fdec14b3e3a2a7a85a4ed3b3e13ead50507412d01e5e', 0, 1795564194589941, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7b1db0c691dbde51816b', '\x01a20ff74b1d7c40a69416171eeb3eb0', 'app_code', 'apps', 0, 'Authenticator', '\x010000000113d8898dc487d663ba05502ec4ef1d749a17d031408a92be613d84e9096fa120664c22d8ed89d58fd1343672bca323a3', 0, 1795564194589941, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7b1db0c691dbde51816b', '\x01a20ff74b1d79b48df7b1d02d007059', 'phone', 'mobile_phone', 0, 'Mobile phone', '\x01000000010e96cfaf7fdf24e445a2b50ee2b7865acd2288d68e06047477e7bd3bcc14f982bd43f15a75893bee8dafeac0f28d1a92e0ca5d918e976b0caa150fb8b866c67a43769b501459', 0, 1795564194589941, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7b1db0c691dbde51816b', '\x01a20ff74b1d7cb398e861389b80ae41', 'recovery_codes', 'recovery_codes', 0, 'Recovery codes', '\x010000000122e16984cff4b774ab60a36560b1759d7c16fb7738faf2a80c1986e9e36f63525ff368a762d6d5b1e83d4a108a568c0e7e7c8fe6cf9707f2cc8377d57571e731bb94870884feefcd528c834b4d3054b2d4c6ffc03064b72f9a0fa3edee0bda6dfb626c7711ca5e2777fd116bbb40e553af40109f7de496a964c90ca939128275354b85bbd934f89021ad6be2bc3094229f4a6831529d133edd2fb1ceb27348b65e69d683547b4443c893ad596fd8dd54290dc3b1a0e8595357874a24445cf04f2fc6d5e43418f3185c7112b7efb2ee701901af366edd4cbf25931a14deff10bdf5762f5480813b601da20b6c95ce44cfeab4896533229788ec38b1d59cb25674fcaaa59afa23da82dfcbfa3f7b85422f62d6fa436c4bd64347976943df1957aaa010521246391fa4c7009782f28fe34a3e0574a1aabd229699d141c8691ba846394784debc8135ec9a8ddbe6b21eb30cae35b0feb45ac6b82b0dc43a73a230775eba26c3bd42b53b1420514cc67653e4c4cd538e5ca3', 0, 1795564194589941, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7536a53a0ab4f49c6903', '\x01a20ff74b1d7c96be091986474a4bd7', 'app_code', 'apps', 0, 'Authenticator', '\x01000000017942f948d0447e81a5e4a9b2f457057fd30d007ffe585cc7634a31005e5d239c9b6414bf8a726da7832d569bd6516d89', 0, 1795564194589942, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7536a53a0ab4f49c6903', '\x01a20ff74b1d768783bb8564eacb9cb1', 'phone', 'mobile_phone', 0, 'Mobiele telefoon', '\x010000000166e6b9bca55546451c043b01d2fb17d1bb9f9525785875e51c295e723cdf374db2cb82e0801816113f1300057055d061ad2b0ca821f928980c09dae5434040df53a88751a172', 0, 1795564194589942, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7536a53a0ab4f49c6903', '\x01a20ff74b1d7356883a4a82326a438b', 'recovery_codes', 'recovery_codes', 0, 'Herstelcodes', '\x0100000001a1d3d694cb08d4690bc320deff5d0b5223f90720a20923bcff661885ff589c5c46baa8538f4c6b60821f5964cd1309b2c8b7b45a271e185c0be64ae4d538438d538a06c44549370817d40f079f8bfb661ce433be64272e4d00cea3d7c9e5647fb31b0360302e67a4340d7e32d7c64685b89d07c88fb2337a5ead9193786b213b81ff43e2a30bc60bbde3119a07637d22c2e32be96c49f9c2044f49e33addaa1ff07155786b9cdbc25cd9bd0d6520286542ec52b7c318dbadae845b51ca84cf9bfe5dae6d461a46c5a822abf81455d6f46cb60deef88964191b9f80b65025c37e78c522689ac1fdae66605fe50ee3d25d7e8143db9f9a499663868ce49761a0368eb3e504371a6d2b53a6e9846348cca31a1ea75203b6fddd8dd36a82904346e786eeb20857968ff0e0e5715cdb2497c021076e6899285335fc68778a1b61df9972d0b5b4a213ea6b7ddd4036c8f857f29cb09367c06f1885d0b1e69fc95fbfafe5e00dc241deb782e3b7ba28d2ef66a7c5cad378b0c8', 0, 1795564194589942, NULL);
INSERT INTO public.registrations VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74b1d7af18eb5e29feb84e1f3', '\x01a20ff74b1d7038aa41e6ef019a6be6', 'app_code', 'apps', 0, 'Authenticator', '\x0100000001eaa196c6ac64d1a842bca96a93f97291848978f2d422b3dd66b57ba177ef4ed02e7852baa637f6481f432c2bf33777af', 59852139, 1795564194589930, 1795564195174637);
INSERT INTO public.schema_version VALUES (5);
INSERT INTO public.sessions VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\x01a20ff74d757cddb0da4fe84a99716d', '\x89d40469a8ffb53595ab55c7bbf925ba5ecf172f628341ef00b950427759f355', '\x01a20ff74b1d7af18eb5e29feb84e1f3', '\x2b259dd90d1a33d8c75e99ca24109680fc92afe03c02077aaf3f62fa9e83d37e', '\x01000000019a8491c3ce69caf752bde3d447c09c4563c95cd904139c8bfa70e057013ebab227ac86da4ec2f6a0697154e4ad0343184cb32190b244e3d680f0a8ece7fa8e86964f0af39ae8c9c5b7a37ea99f4b8dc556eee7594901f791f70b45d0dbc15393213d68', true, '127.0.0.1', '', 1795564195189496, 1795564195189496, 1811116195189496);
INSERT INTO public.throttles VALUES ('\x01a20ff74ac877b78d3a9d65e867b761', '\xab6d3f765a4c4ec073386b9d9230c9859f6ae02df60f8795fa5c6a92a803916b', 10, 1795564194589937, 1795564254589937, 120000000, '', 1795651494589937);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (organization, account);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (organization, attempt);
ALTER TABLE ONLY public.challenges
    ADD CONSTRAINT challenges_pkey PRIMARY KEY (organization, challenge);
ALTER TABLE ONLY public.default_methods
    ADD CONSTRAINT default_methods_pkey PRIMARY KEY (organization, account);
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
ALTER TABLE ONLY public.remembered_devices
    ADD CONSTRAINT remembered_devices_pkey PRIMARY KEY (organization, device);
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
CREATE INDEX challenges_by_heard ON public.challenges USING btree (heard_at) WHERE (heard_at IS NOT NULL);
CREATE INDEX familiar_browsers_by_age ON public.familiar_browsers USING btree (seen_at);
CREATE INDEX outbox_by_due ON public.outbox USING btree (due_at);
CREATE UNIQUE INDEX registrations_by_slot ON public.registrations USING btree (organization, account, pool, slot);
CREATE INDEX remembered_devices_by_account ON public.remembered_devices USING btree (organization, account);
CREATE INDEX remembered_devices_by_end ON public.remembered_devices USING btree (expires_at);
CREATE INDEX sessions_by_account ON public.sessions USING btree (organization, account);
CREATE INDEX sessions_by_end ON public.sessions USING btree (expires_at);
CREATE UNIQUE INDEX sessions_by_token ON public.sessions USING btree (organization, token);
CREATE INDEX throttles_by_end ON public.throttles USING btree (forget_at);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_organization_fkey FOREIGN KEY (organization) REFERENCES public.organizations(organization);
ALTER TABLE ONLY public.challenges
    ADD CONSTRAINT challenges_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
ALTER TABLE ONLY public.default_methods
    ADD CONSTRAINT default_methods_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
ALTER TABLE ONLY public.familiar_browsers
    ADD CONSTRAINT familiar_browsers_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
ALTER TABLE ONLY public.organization_domains
    ADD CONSTRAINT organization_domains_organization_fkey FOREIGN KEY (organization) REFERENCES public.organizations(organization);
ALTER TABLE ONLY public.organization_hosts
    ADD CONSTRAINT organization_hosts_organization_fkey FOREIGN KEY (organization) REFERENCES public.organizations(organization);
ALTER TABLE ONLY public.registrations
    ADD CONSTRAINT registrations_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
ALTER TABLE ONLY public.remembered_devices
    ADD CONSTRAINT remembered_devices_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_organization_account_fkey FOREIGN KEY (organization, account) REFERENCES public.accounts(organization, account) ON DELETE CASCADE;
