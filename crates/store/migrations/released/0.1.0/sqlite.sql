BEGIN TRANSACTION;
CREATE TABLE organizations (
  organization BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,            
  accent TEXT NOT NULL,              
  logo BLOB,                        
  second_step TEXT NOT NULL,         
  created_at INTEGER NOT NULL
, remember_days INTEGER NOT NULL DEFAULT 14, experience TEXT NOT NULL DEFAULT 'security_info', country TEXT NOT NULL DEFAULT 'NL') STRICT, WITHOUT ROWID;
INSERT INTO organizations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91','Demo School','en','1f5fbf',NULL,'required',1795564193459152,14,'security_info','NL');
CREATE TABLE organization_hosts (
  host TEXT NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (organization)
) STRICT, WITHOUT ROWID;
INSERT INTO organization_hosts VALUES('*',X'01a20ff746b37a2fac3d0850ece0ef91');
CREATE TABLE organization_domains (
  domain TEXT NOT NULL PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES organizations (organization)
) STRICT, WITHOUT ROWID;
INSERT INTO organization_domains VALUES('demo.example',X'01a20ff746b37a2fac3d0850ece0ef91');
CREATE TABLE accounts (
  organization BLOB NOT NULL REFERENCES organizations (organization),
  account BLOB NOT NULL,
  user_name TEXT NOT NULL,           
  display_name TEXT NOT NULL,
  language TEXT,                     
  role TEXT NOT NULL,                
  second_step TEXT NOT NULL,         
  disabled_at INTEGER,
  password TEXT,                     
  password_at INTEGER,
  mail BLOB,                        
  mobile_phone BLOB,                
  office_phone BLOB,                
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization, account)
) STRICT, WITHOUT ROWID;
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47309b5e8b47b64502255','vera@demo.example','Vera Prins',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508531,X'01000000018c60477b05bad575d764c7d7bab6bbc9b479b1c962fda686c0f4684cded182360770cd38587662eede86cb6114',NULL,NULL,1795564193508531);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47386baf058dcf3dd6c45','daan@demo.example','Daan Visser','nl','person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508524,X'0100000001257ed5f4bcb7eb4fe8021423996892a273395e322dc05ad275aa9ebcd45947755e9f33d1ed7355add0d6936d8c',NULL,NULL,1795564193508524);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e4739d9a060d2baa6ae5f6','eva@demo.example','Eva Jansen',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508524,X'010000000160d360a9fae85342cb7dab9fdfca3409ad64ec3bd8f15996d454e87b5115bdaf22169d4ae9eaa03fee41114d',NULL,NULL,1795564193508524);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e473c7baa558d979e7367d','noor@demo.example','Noor Bakker',NULL,'administrator','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508528,X'010000000167a5d863df73097d5caf1afd84072c23e37c5608899d7eafa4a764c0e03d8055d711e5434c85ee64c1f68d896f',NULL,NULL,1795564193508528);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e474bbb022c88b5c5c4fd4','lotte@demo.example','Lotte Peters',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508527,X'01000000013b6439d0fdc1c4eddbe2a6dc55fddb67ea60be2630b418284aaa9ec3e827faf9e1f3eec67407c546d0647e00a241',NULL,NULL,1795564193508527);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e476c89c95abc34e4766a2','tess@demo.example','Tess van Loon','nl','person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508530,X'0100000001b0596133c14353b64db2f9cab6c0770cbecdcb8488a6d38bbd0ff5c969a486d8426eab580ad5bc971ac793030f',NULL,NULL,1795564193508530);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e476dbaa90f192d9fa5cb8','cees@demo.example','Cees Mulder',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508523,X'01000000010ec1673b7d8ec13f5d28c6ac67768b84a89899cb78af1b62e41caa2d0b2418978cc7042280557a465d9f6408ba',NULL,NULL,1795564193508523);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e4785988c64d0a790daf51','gijs@demo.example','Gijs van Dam','nl','person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508526,X'010000000104f4f36e4c13616ac8544549449ad76f16c69e239c11698cf03f4ff3a360794ae8748ae356b24ec04dbc9dc6e7',NULL,NULL,1795564193508526);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47a5b9eb2881e73e810ed','sam@demo.example','Sam Willems',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508530,X'01000000013d1ef3759eff8947028ab0ea1281dfb2e8b20eec915748e32c2abebc2af7daac670594ff433ee996f76b6ebb',NULL,NULL,1795564193508530);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47abfb9cfb42c07ab2d43','hanna@demo.example','Hanna Smit',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508526,X'0100000001fd36cbd72e668b42ed2a785158347c9a2d8fd1e6e614b7fa49012a86b9f514911ed93de6c14bda23eb5e0d1c73bf',NULL,NULL,1795564193508526);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47b17877f52cecc299c12','bas@demo.example','Bas de Wit',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508522,X'0100000001ef88524ed081e96af2568447d7daf4923c7bce7dae139894e161f1ad418c1ca3730d0d2c7423f40f49488061',NULL,NULL,1795564193508522);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47c83ba5db2482bd15540','wout@demo.example','Wout Hoekstra','nl','person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508532,X'010000000166ef751403319d7e226e1982f037c18fa41e769fe9c5cd4b28dee0ca1e85c691f12ff90ec44cbf0ce7d9d7daaf',NULL,NULL,1795564193508532);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47d629978825b4071be6e','anna@demo.example','Anna Bos',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508520,X'010000000193a06dc20edd70f4b2adb465c411b19933301de439d30341b6f4d76347994f27358db283fc8d9f8b1fde86d826',NULL,NULL,1795564193508520);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47d82925271071d4ba92c','fatima@demo.example','Fatima El Amrani',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508525,X'0100000001de2f6974b993695647a0056219ce5e9cf59206bae3f6c4e7a59fc8b013e406a7bc52887f8129b122401133151fed39',NULL,NULL,1795564193508525);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47e16bcbb6ab90aac2351','mark@demo.example','Mark Dekker',NULL,'person','as_organization',1795564193508528,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508528,X'01000000011dc9cb02f95b0d47ccddf2c3e023a958b03e169d933007cc737fd795dbfb8a4017a71467b5f05fbfcc6646f32c',NULL,NULL,1795564193508528);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47e1aa84ff582a8ef99f5','ivo@demo.example','Ivo Kramer',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508527,X'0100000001319769f93d8d50ac0e69a317579e0e44d33205bb34a384f8d6261a26b63f23e3c472bac4334a605977b93e5c',NULL,NULL,1795564193508527);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f12b85fadb315cbef22','umar@demo.example','Umar Aziz',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508531,X'010000000101482ea0d09efa9251be64c4f6716602d7335b5eba11414d2feb634f87a3159a159093d2cbaf03027b9d703583',NULL,NULL,1795564193508531);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f4b963e9eca40d20b1f','roos@demo.example','Roos Hendriks','nl','person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508529,X'0100000001e7731c7c5744dfff3206a23a68c4b5fc2838a25b0a43aabd0f2af43a2ba46a03ea73a873e69d00dd44461417c5',NULL,NULL,1795564193508529);
INSERT INTO accounts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f628614c52a99439b15','pim@demo.example','Pim Verbeek',NULL,'person','as_organization',NULL,'$argon2id$v=19$m=19456,t=2,p=1$sW0KMBuroxUenis1q2wd1g$MFMZlfECWhKhe1yakz+u2rn3J7V2z/WG01jdDeusA0E',1795564193508529,X'0100000001ca52b45b864fecf2ef31790d1f3015201684b0332c8b81deba5452497ecf05dd8a15eff1f38d7b3634f7561b',NULL,NULL,1795564193508529);
CREATE TABLE registrations (
  organization BLOB NOT NULL,
  account BLOB NOT NULL,
  registration BLOB NOT NULL,
  method TEXT NOT NULL,
  pool TEXT NOT NULL,                
  slot INTEGER NOT NULL,              
  name TEXT NOT NULL,
  record BLOB NOT NULL,             
  counter INTEGER NOT NULL,           
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (organization, account, registration),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47309b5e8b47b64502255',X'01a20ff746e473ee819843999b3f062b','app_code','apps',0,'Authenticator',X'0100000001f8d69f8a7e7d1b5c76a12440b475f0bd4caf385d71ddfe0863c0d5b55f6f165a9b6b52f67b980f3e0e93055d749bf19d',0,1795564193508531,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47309b5e8b47b64502255',X'01a20ff746e4792c9071838eb4cd683b','phone','mobile_phone',0,'Mobile phone',X'01000000011b2c1734d91d727fdbf000d32a9cbe3d8960bff688d9623da4a9fa4299c255e646216e8c1163fdf6872288bee087ae31faefdc43d597210cc0ac6d42eb9a4200a9b68302f19a',0,1795564193508531,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47309b5e8b47b64502255',X'01a20ff746e4799ca0e7dd558a99f25d','recovery_codes','recovery_codes',0,'Recovery codes',X'0100000001eb50a311d18a9f37b63a7d006cc2380ef96beab97d05ded827e785d1cbccf4b92d1d89cb1bd4a43fc66eec12fea8d859dc91cb50e29fde64178f98e24a6811d79fb793d21d5dbcddc9b01b3f711297565976d9f9d5327893fd934250125f94a901a2d974f9e8b90b45e782fbe7f23186709920565b8715bcbf751e0b0c258008b74cff5d0fe0515c46325e37b357c275c3764109a9c0e3257c00c596200b36aef25d0c003c6f716d04bed274bed61a9f5d0af819358ec319f09640e4e8127c815a20d807af75eff4bf2de010c52109ce5cad8f04338a1635910236d9dbca14be7d3544e834e686497dd29795923cd7f2f4b12df2e852e47a480fd91163ba4d5fb5973b50a83ebc6a7774bc1267021148a36716e8adc19997232cbaffc00a58d8abc836ffafc9f4404ccf42910b8e3318d336c6edd36ef8a33d61fc2cb52cd056b72ba8c878096215693c4817e246e129d32d9178c6d1620cb8234efac3da1346d7c4415422eaa43aa17b56a19d57041c18f9ad8eb8a4',0,1795564193508531,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47386baf058dcf3dd6c45',X'01a20ff746e47a01acb26f615f306e5d','app_code','apps',0,'Authenticator',X'010000000159b248242db0e74015621663497a8942458ebbc7594f955557ff3fa2440049061e5b607f531fe89cda41bef66fa4196d',0,1795564193508524,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e473c7baa558d979e7367d',X'01a20ff746e4795ea5b0eb04e3ea36bf','app_code','apps',0,'Authenticator',X'0100000001dd271f51132ae485b4b4c14e355e17f4f341b2c80391e91ed22e39067ab48b4dfad38aa7110f3ce07630c1c159f6ac88',0,1795564193508528,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e474bbb022c88b5c5c4fd4',X'01a20ff746e478efa8b1c32549713bb3','app_code','apps',0,'Authenticator',X'01000000012feee03597a690231511cd91ad6f1159b00aecbc6bfe03ac7b4ac91345edec6a07645dc245ee4d12c90a20c6ca2206db',0,1795564193508527,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e476c89c95abc34e4766a2',X'01a20ff746e47be28a74fab2b5d3829e','phone','mobile_phone',0,'Mobiele telefoon',X'01000000019d0f92a1e6d8621b416a17be7572d0bc7d00adfb681c2681af3467e12122054da23da160a3d2ba02671dae235e55867f02e71521a3e3ff9979a968fcb65a9a47e9083baccbdf',0,1795564193508530,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e476dbaa90f192d9fa5cb8',X'01a20ff746e474509760f07aa0fafcef','app_code','apps',0,'Authenticator',X'0100000001819a808f98c0b9c5bd1617fbf8047e0ed904b577fd2f99f5c135e022cd796a87a7b417978a75e73a5e3dcd7b3aa32e6d',0,1795564193508523,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e476dbaa90f192d9fa5cb8',X'01a20ff746e47847b7f41038d7795e35','app_code','apps',1,'Authenticator 2',X'0100000001abaa6d02c99e953eff9a81669c8f8e04dbdb95736db5ad7601e84cf5b9bc7ca59046e0d647732a411a571b51d7774c64',0,1795564193508523,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47a5b9eb2881e73e810ed',X'01a20ff746e4726985c3297e8775f672','phone','mobile_phone',0,'Mobile phone',X'0100000001be67ab8d144718230c0914f631243387179aef984453edb84ae36febd293a8b160248d177ff684c47665465e8abd4260e116d688df154cef2efb971a24033dd010ac0182c46d',0,1795564193508530,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47b17877f52cecc299c12',X'01a20ff746e477bfb2f12f462adb94dd','app_code','apps',0,'Authenticator',X'0100000001e655e1c5648ea2799afd7ff3c793d1681ae03ece70fdebe704206d56ff88c789d15171333b6d8304cc107ebd1caff704',0,1795564193508522,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47c83ba5db2482bd15540',X'01a20ff746e474a180dc9dc73ac281c4','phone','mobile_phone',0,'Mobiele telefoon',X'0100000001c15b8c807c0a1dbadc47e41e6ee43dc23bac4630454d74a5347edebfe0a5b90e846b69a21bd9ab813463d1b06a7a31547f522094a57c1ebc4ce2f10ddbe8058ec2db4c0a5a22',0,1795564193508532,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47c83ba5db2482bd15540',X'01a20ff746e47e7b93d0e2a5b0afea9b','app_code','apps',0,'Authenticator',X'0100000001cb3264a39b1c969e2b57db3580b84fc6962823c3143fb9cdb5ea8ee953818b51f3a0bb5b7b7af5d5733ab8e4a76724f4',0,1795564193508532,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47c83ba5db2482bd15540',X'01a20ff746e47eadaa7c4d18343ecbb5','recovery_codes','recovery_codes',0,'Herstelcodes',X'010000000130a128bf42a03ae34f5509ca4d36112b268aa74b0fa8f638fa39ad61ba962c625e6956399f5870391541c74e8b05d0f0b569200a896deffcd49a8aa9b8ae7221c5fafe40f1b433dc4a960992a34053a776b2d5b232a2ec0be48306c6a1953ba0db24b50e25663b7f0bfaa4ae83ebeb2522226705ac287f3b20cd0e42b1f0775116bb786fe5c8c2c28065c9a67fcf616acee4b0e3711148e35af264ef2b76648a9550c448fc92a888c64389bb4e46068c47ab1bbf7ac153cb6622d657db602a49e048f4c3558cf4cc76ce9ca7947117018a0e4f9383d7a3bb6a22d2150c8b7bb44ff3ae2cd492626948ee93e756178612c2e8acde68f5bc433a260031d4c6df0f73c6dd6f2d561f9e224b171deb5637a14eaa1abcde1a1d7b99194090767db873ded40f02e2463daba605afc861cfa8eb872583205b08afd34ca89041195d3d7e599715c3588754f1ac99b2913f77ad4b55e0098ba17648e66e506a54c5d5a707267dc1a7f05fe2294dd0e2d4de60cbb61f12862ee69f',0,1795564193508532,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47d629978825b4071be6e',X'01a20ff746e47f7e82dab553479b5d15','app_code','apps',0,'Authenticator',X'01000000012830066a2ea14e78ac19e0ededbe0aa36b8759dcf5eddd4887997ee04abdd9e621fff58638525956cc243b5b15a0a37b',59852139,1795564193508520,1795564193859989);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47e16bcbb6ab90aac2351',X'01a20ff746e47bec92f2570c87b2d72a','app_code','apps',0,'Authenticator',X'0100000001b0cd8b08bf8dc8bac3d90851c5effb45928aed3d508d5ad71baac9d01ff20ed2715a5594c8c2056a70a075030211c096',0,1795564193508528,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47e1aa84ff582a8ef99f5',X'01a20ff746e47113b3c7c9913c03fc8b','app_code','apps',1,'Authenticator 2',X'010000000132c88e86a9fd71a50e5fc3a1a745ec4c7189d70d3ed47a0a9068613e720b6875c89234397fb0b95f274c3611b155ef52',0,1795564193508527,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47e1aa84ff582a8ef99f5',X'01a20ff746e476bc9bd046086f7893f3','app_code','apps',4,'Authenticator 5',X'01000000014000b42a08b23b2c198905328e36746409c18dd1f8ffbfc8fddefd54930d710c177b32da4a64fe7684c9147352936a6d',0,1795564193508527,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47e1aa84ff582a8ef99f5',X'01a20ff746e47887aaf6c9eb253c9051','app_code','apps',3,'Authenticator 4',X'010000000162f51af8b4e884616139892f6ab6aae830ce58a3a8b8eaf0f5a3971ca99cba6cc490caf687560b7779012b8520c58a25',0,1795564193508527,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47e1aa84ff582a8ef99f5',X'01a20ff746e47c8b966af1f7f9e4a31c','app_code','apps',2,'Authenticator 3',X'010000000143611981f763040df003aa3e526e6a8f34048c3f1fecac2111fb9ff6eb8a737c216ecb972d2f45bec2d773ee21fb9fe4',0,1795564193508527,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47e1aa84ff582a8ef99f5',X'01a20ff746e47e0f83f45107c8bbd3a4','app_code','apps',0,'Authenticator',X'0100000001adf8ad884f9549fe48c3e30a62fb0cf147252e503803619132248987644a6aa4e18422a2625c2dfad60c5fbc584e7ab1',0,1795564193508527,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f12b85fadb315cbef22',X'01a20ff746e47dcca6ca0e60e16bc9ba','phone','office_phone',0,'Office phone',X'01000000011cf1364027c8ccfd36627b0b7e183ab523c1fc226c39c42cb97807985b7bbeecb28a88ef4fdb6d51d6e5a10943d4793d0954527eeab25be08daad242d137f74178858d76e209983ab3d8',0,1795564193508531,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f4b963e9eca40d20b1f',X'01a20ff746e475df95b9db0cc17f4a39','phone','mobile_phone',0,'Mobiele telefoon',X'010000000164ad186dd012aed8458575f812bd80aca7bf1d057735b9f4737e8970d482c47c507d20b61dc5f50941b6144edfcef0bc124193af0063e0ec6b30783cd469086819ce286e1958',0,1795564193508529,NULL);
INSERT INTO registrations VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f628614c52a99439b15',X'01a20ff746e475f8bcff02d030bff990','phone','mobile_phone',0,'Mobile phone',X'01000000017b070884cb16e55b4a08ddf5d0e5592c9e2846b0b8e151fe964e0e7432a71ba1b4c3b90549b44dab851b39e4e228ead200963a16db64924a9cf9ca57fca730876dc407c81a72',0,1795564193508529,NULL);
CREATE TABLE challenges (
  organization BLOB NOT NULL,
  challenge BLOB NOT NULL,
  account BLOB NOT NULL,
  method TEXT NOT NULL,
  purpose TEXT NOT NULL,             
  bound_to BLOB NOT NULL,           
  browser BLOB NOT NULL,            
  record BLOB NOT NULL,             
  tries INTEGER NOT NULL,             
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER, registration BLOB, sends INTEGER NOT NULL DEFAULT 0, sent_at INTEGER NOT NULL DEFAULT 0, heard BLOB, heard_at INTEGER,
  PRIMARY KEY (organization, challenge),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO challenges VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff747f37653b3df8c1e6212feb0',X'01a20ff746e47d629978825b4071be6e','app_code','sign_in',X'01a20ff747ea71e7b5cdbc35d6f33235',X'50e179e817ababa112f290976209e6e21f5b6e1cc0c2ddb5ca8a3f909652a438',X'0100000001fb967b3fc82cb72d58e78a8775eec0fd907b55156a04d7ceec47ff1b',9,1795564193779002,1795565093779002,1795564193859989,NULL,0,1795564193779002,NULL,NULL);
INSERT INTO challenges VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff748647c40884632fa44d76b81',X'01a20ff746e47d629978825b4071be6e','app_code','set_up',X'01a20ff748557d88a2edc1e45e25038a',X'50e179e817ababa112f290976209e6e21f5b6e1cc0c2ddb5ca8a3f909652a438',X'0100000001e8982e9b6a1a91b4567e3d6dd8d1fcb1326fee9f0146f22ccaa0b1cbcbb890c2e788a09ac79198bcf3bd58a88eef7668',10,1795564193892941,1795565093892941,NULL,NULL,0,1795564193892941,NULL,NULL);
CREATE TABLE attempts (
  organization BLOB NOT NULL,
  attempt BLOB NOT NULL,
  token BLOB NOT NULL,              
  browser BLOB NOT NULL,            
  account BLOB,                     
  user_name BLOB NOT NULL,          
  purpose TEXT NOT NULL,             
  session BLOB,                     
  evidence BLOB NOT NULL,           
  application TEXT NOT NULL,
  continue_to TEXT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  familiar INTEGER NOT NULL,         
  steps TEXT NOT NULL,               
  outcome TEXT NOT NULL,             
  started_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  keep_until INTEGER NOT NULL,
  PRIMARY KEY (organization, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO attempts VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff747ea71e7b5cdbc35d6f33235',X'0c2e2f01771b3bd2b3fbf6ff7eba2bc7b3cca5064f1661d386df505b861ef047',X'50e179e817ababa112f290976209e6e21f5b6e1cc0c2ddb5ca8a3f909652a438',X'01a20ff746e47d629978825b4071be6e',X'010000000199e1c511c8d3a8ea989c0407d3ee560dcd288ab3fcc9703c1db43855f38b238a5052fc6d01808ac0ff3674f0e2','sign_in',NULL,X'0100000001175353a2dfd5a54aa43892bed317a9a0fff66780105386054f4001d682e74742245d89d41aa2118f133f79e36e08c9f7b16e9fce8f865174c14ed78bffd18ce8ad59e469d1a5c312c9bc7b0a9d6413f71507c27d752ded4915c0333d5620d182998deb','','','127.0.0.1','',0,'[{"m":"password","r":"right","t":1795564193779002},{"m":"app_code","r":"right","t":1795564193859989}]','passed',1795564193770159,1795565093770159,1795564193877015,1803340193770159);
CREATE TABLE throttles (
  organization BLOB NOT NULL,
  subject BLOB NOT NULL,            
  tries INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  resting_until INTEGER NOT NULL,
  next_rest INTEGER NOT NULL,         
  recent TEXT NOT NULL,              
  forget_at INTEGER NOT NULL,
  PRIMARY KEY (organization, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO throttles VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'ab6d3f765a4c4ec073386b9d9230c9859f6ae02df60f8795fa5c6a92a803916b',10,1795564193508527,1795564253508527,120000000,'',1795651493508527);
CREATE TABLE sessions (
  organization BLOB NOT NULL,
  session BLOB NOT NULL,
  token BLOB NOT NULL,              
  account BLOB NOT NULL,
  browser BLOB NOT NULL,            
  evidence BLOB NOT NULL,           
  stays INTEGER NOT NULL,            
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (organization, session),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO sessions VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff748557d88a2edc1e45e25038a',X'07cdedfceb0e3ecfed7fdbc6b15c7ffab954df3f1ff2b4d12a6b21c5f35352ce',X'01a20ff746e47d629978825b4071be6e',X'50e179e817ababa112f290976209e6e21f5b6e1cc0c2ddb5ca8a3f909652a438',X'0100000001968ebb5deabad217bbfd1947c4603203475ca2f9fa5d3765e0553add3ff61cb3ec38955f53cc6e399aa6c26e5d4d755b6d6a6b00332d5099eda57cf67322f5b9641c06cedb6cb8552fe725a45323025ebb1a6aa9e581aed09c5a71ba9d02108e88c125',1,'127.0.0.1','',1795564193877015,1795564193877015,1811116193877015);
CREATE TABLE familiar_browsers (
  organization BLOB NOT NULL,
  account BLOB NOT NULL,
  browser BLOB NOT NULL,            
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (organization, account, browser),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO familiar_browsers VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47d629978825b4071be6e',X'50e179e817ababa112f290976209e6e21f5b6e1cc0c2ddb5ca8a3f909652a438',1795564193877015);
CREATE TABLE outbox (
  organization BLOB NOT NULL,
  message BLOB NOT NULL,
  channel TEXT NOT NULL,             
  content BLOB NOT NULL,            
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,        
  failure TEXT,                      
  PRIMARY KEY (organization, message)
) STRICT, WITHOUT ROWID;
CREATE TABLE default_methods (
  organization BLOB NOT NULL,
  account BLOB NOT NULL,
  method TEXT NOT NULL,
  registration BLOB,                
  PRIMARY KEY (organization, account),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO default_methods VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e476c89c95abc34e4766a2','phone_call',X'01a20ff746e47be28a74fab2b5d3829e');
INSERT INTO default_methods VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47a5b9eb2881e73e810ed','phone_call',X'01a20ff746e4726985c3297e8775f672');
INSERT INTO default_methods VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f12b85fadb315cbef22','phone_call',X'01a20ff746e47dcca6ca0e60e16bc9ba');
INSERT INTO default_methods VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f4b963e9eca40d20b1f','text_message',X'01a20ff746e475df95b9db0cc17f4a39');
INSERT INTO default_methods VALUES(X'01a20ff746b37a2fac3d0850ece0ef91',X'01a20ff746e47f628614c52a99439b15','text_message',X'01a20ff746e475f8bcff02d030bff990');
CREATE TABLE remembered_devices (
  organization BLOB NOT NULL,
  device BLOB NOT NULL,
  account BLOB NOT NULL,
  browser BLOB NOT NULL,            
  token BLOB NOT NULL,              
  mark BLOB NOT NULL,               
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  remembered_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (organization, device),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX accounts_by_user_name ON accounts (organization, user_name);
CREATE UNIQUE INDEX registrations_by_slot ON registrations (organization, account, pool, slot);
CREATE INDEX challenges_by_binding ON challenges (organization, bound_to);
CREATE INDEX challenges_by_end ON challenges (expires_at);
CREATE UNIQUE INDEX attempts_by_token ON attempts (organization, token);
CREATE INDEX attempts_by_account ON attempts (organization, account, started_at);
CREATE INDEX attempts_by_end ON attempts (keep_until);
CREATE INDEX throttles_by_end ON throttles (forget_at);
CREATE UNIQUE INDEX sessions_by_token ON sessions (organization, token);
CREATE INDEX sessions_by_account ON sessions (organization, account);
CREATE INDEX sessions_by_end ON sessions (expires_at);
CREATE INDEX familiar_browsers_by_age ON familiar_browsers (seen_at);
CREATE INDEX outbox_by_due ON outbox (due_at);
CREATE INDEX challenges_by_heard ON challenges (heard_at) WHERE heard_at IS NOT NULL;
CREATE INDEX remembered_devices_by_account ON remembered_devices (organization, account);
CREATE INDEX remembered_devices_by_end ON remembered_devices (expires_at);
COMMIT;
PRAGMA user_version = 5;
