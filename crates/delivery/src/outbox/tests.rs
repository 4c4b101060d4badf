use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use store::Store;
use store::testing::each_engine;
use tokio::sync::Semaphore;
use vault::KeyRing;
use world::phone::PhoneNumber;
use world::text::MailAddress;
use world::{AppId, ChallengeId, Id, TestClock, World};

use super::*;
use crate::carriers::Carried;
use crate::{Carrier, CarrierError, Delivered, Mail, Mailbox, Push, Text};

fn organization() -> OrganizationId {
    OrganizationId::from_array([7; 16])
}

fn mail(n: usize) -> Message {
    Mail::new(&MailAddress::parse("anna@demo.example").unwrap(), &format!("mail {n}"), "text".to_owned())
        .into()
}

struct Office {
    store: Store,
    vault: Vault,
    clock: Arc<TestClock>,
    world: World,
}

impl Office {
    fn new(store: Store) -> Self {
        let clock = TestClock::at(Timestamp::from_unix_seconds(1_000_000));
        Self { store, vault: Vault::for_tests(), world: World::test(Arc::clone(&clock)), clock }
    }

    fn posts(&self, n: usize) -> MessageId {
        let (vault, moment) = (self.vault.clone(), self.world.moment());
        self.store.write_now(move |t| post(t, &vault, (organization(), &mail(n)), (&moment, "test"))).unwrap()
    }

    fn posts_push(&self, app: AppId, worthless_after: Timestamp) {
        let challenge = ChallengeId::from_array([1; 16]);
        let push = Push::new(app, worthless_after).for_challenge(organization(), challenge).into();
        let (vault, moment) = (self.vault.clone(), self.world.moment());
        self.store.write_now(move |t| post(t, &vault, (organization(), &push), (&moment, "test"))).unwrap();
    }

    fn delivers(&self, carrier: &Arc<dyn Carrier>) -> usize {
        self.delivers_by(carrier, Channel::Mail)
    }

    fn delivers_by(&self, carrier: &Arc<dyn Carrier>, channel: Channel) -> usize {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut postman = Postman::new(&self.store, &self.vault, (carrier, channel), &self.world);
        runtime.block_on(postman.delivers()).unwrap()
    }

    fn claims(&self) -> Vec<Claimed> {
        let (vault, now) = (self.vault.clone(), self.world.now());
        self.store.write_now(move |t| claim(t, &vault, now)).unwrap()
    }

    fn waiting(&self) -> i64 {
        self.store.read_now(waiting).unwrap()
    }
}

#[test]
fn what_is_posted_is_delivered_without_waiting_to_be_looked_for() {
    each_engine(|store| {
        let office = Office::new(store);
        let carrier: Arc<dyn Carrier> = Arc::new(Moody(AtomicUsize::new(1), Mailbox::default()));
        let way = (&carrier, Channel::Mail);
        let mut postman = Postman::new(&office.store, &office.vault, way, &office.world);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut delivers = |at_most| {
            runtime.block_on(async {
                postman.waits(at_most).await;
                postman.delivers().await.unwrap()
            })
        };
        office.posts(1);
        office.posts(2);
        assert_eq!(delivers(Duration::from_secs(3600)), 1);
        // Nobody tells that what was put off is due.
        assert_eq!(delivers(Duration::ZERO), 0);
        office.clock.advance(Span::seconds(30));
        assert_eq!((delivers(Duration::ZERO), office.waiting()), (1, 0));
    });
}

#[test]
fn a_server_that_is_alone_takes_back_what_one_before_it_had_taken() {
    each_engine(|store| {
        let office = Office::new(store);
        office.posts(0);
        office.posts(1);
        assert_eq!(office.claims().len(), 2);
        assert!(office.claims().is_empty());
        let takes_back = || {
            let now = office.world.now();
            office.store.write_now(move |t| take_back(t, now)).unwrap()
        };
        assert_eq!((takes_back(), takes_back()), (2, 0));
        let again: Vec<_> = office.claims().iter().map(|one| one.deliveries).collect();
        assert_eq!(again, [2, 2]);
    });
}

#[test]
fn what_is_posted_arrives_once() {
    each_engine(|store| {
        let office = Office::new(store);
        let mailbox = Mailbox::default();
        let carrier: Arc<dyn Carrier> = Arc::new(mailbox.clone());
        for n in 0..45 {
            office.posts(n);
        }
        assert_eq!((office.delivers(&carrier), mailbox.all().len(), office.waiting()), (45, 45, 0));
        assert_eq!(office.delivers(&carrier), 0);
    });
}

#[test]
fn the_oldest_message_is_carried_first() {
    each_engine(|store| {
        let office = Office::new(store);
        let mut posted = Vec::new();
        for n in 0..12 {
            posted.push(office.posts(n));
            office.clock.advance(Span::seconds(1));
        }
        // One that was put off is older than the rest all the same.
        let (first, later) = (posted[0], office.world.now() - Span::seconds(1));
        office.store.write_now(move |t| put_off(t, (organization(), first), later, "busy")).unwrap();
        let claimed: Vec<MessageId> = office.claims().iter().map(|one| one.id).collect();
        assert_eq!(claimed, posted);
    });
}

#[test]
fn a_message_of_a_step_that_is_rolled_back_is_never_sent() {
    each_engine(|store| {
        let office = Office::new(store);
        let (vault, moment) = (office.vault.clone(), office.world.moment());
        let refused = office.store.write_now(move |t| {
            post(t, &vault, (organization(), &mail(1)), (&moment, "test"))?;
            Err::<(), _>(DeliveryError::Store(StoreError::Busy))
        });
        assert!(refused.is_err());
        assert_eq!(office.waiting(), 0);
    });
}

#[test]
fn two_servers_do_not_take_the_same_message_and_a_dead_one_gives_it_free() {
    each_engine(|store| {
        let office = Office::new(store);
        let id = office.posts(1);
        assert_eq!(office.claims().len(), 1);
        assert_eq!(office.claims().len(), 0);
        office.clock.advance(Span::seconds(61));
        let again = office.claims();
        assert_eq!(
            again.iter().map(|claimed| (claimed.id, claimed.deliveries)).collect::<Vec<_>>(),
            [(id, 2)]
        );
    });
}

#[test]
fn a_server_that_died_after_carrying_does_not_carry_again() {
    each_engine(|store| {
        let office = Office::new(store);
        let mailbox = Mailbox::default();
        let carrier: Arc<dyn Carrier> = Arc::new(mailbox.clone());
        office.posts(1);
        // It carries, and dies before it can say so.
        for claimed in office.claims() {
            drop(carrier.carry(claimed.id, &claimed.message, office.world.now()));
        }
        office.clock.advance(Span::minutes(2));
        assert_eq!((office.delivers(&carrier), mailbox.all().len(), office.waiting()), (1, 1, 0));
    });
}

/// Fails so many times first.
struct Moody(AtomicUsize, Mailbox);

impl Carrier for Moody {
    fn carry<'a>(&'a self, id: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a> {
        if self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
            return Box::pin(std::future::ready(Err(CarrierError::Unreachable("not now".into()))));
        }
        self.1.carry(id, message, now)
    }
}

#[test]
fn a_message_that_cannot_be_carried_waits_longer_each_time() {
    each_engine(|store| {
        let office = Office::new(store);
        let mailbox = Mailbox::default();
        let carrier: Arc<dyn Carrier> = Arc::new(Moody(AtomicUsize::new(2), mailbox.clone()));
        office.posts(1);
        assert_eq!(office.delivers(&carrier), 0);
        office.clock.advance(Span::seconds(29));
        assert_eq!(office.delivers(&carrier), 0);
        office.clock.advance(Span::seconds(1));
        assert_eq!(office.delivers(&carrier), 0);
        office.clock.advance(Span::seconds(59));
        assert_eq!(office.delivers(&carrier), 0);
        office.clock.advance(Span::seconds(1));
        assert_eq!((office.delivers(&carrier), mailbox.all().len()), (1, 1));
    });
}

#[test]
fn a_message_in_the_table_is_sealed_and_sealed_anew() {
    each_engine(|store| {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        let office = Office { vault: Vault::open(&keys).unwrap(), ..Office::new(store) };
        office.posts(1);
        KeyRing::open_or_make(&keys).unwrap().rotate(&keys).unwrap();
        let vault = Vault::open(&keys).unwrap();
        let anew = vault.clone();
        assert_eq!(office.store.write_now(move |t| reseal(t, &anew, 10)).unwrap(), 1);
        let anew = vault.clone();
        assert_eq!(office.store.write_now(move |t| reseal(t, &anew, 10)).unwrap(), 0);
        assert_eq!(Office { vault, ..office }.claims().len(), 1);
    });
}

#[test]
fn waits_double_up_to_an_hour() {
    let waits = |channel| [1, 2, 3, 7, 8, 9, 100].map(|n| wait(channel, n).as_seconds());
    assert_eq!(waits(Channel::Mail), [30, 60, 120, 1920, 3600, 3600, 3600]);
    assert_eq!(waits(Channel::Push), [2, 4, 8, 128, 256, 512, 3600]);
}

#[test]
fn each_channel_is_taken_by_itself() {
    each_engine(|store| {
        let office = Office::new(store);
        office.posts(1);
        let number = PhoneNumber::parse("+31612345678", None).unwrap();
        let text = Text::new(&number, "code".to_owned(), office.world.now() + Span::minutes(5)).into();
        let (vault, moment) = (office.vault.clone(), office.world.moment());
        office.store.write_now(move |t| post(t, &vault, (organization(), &text), (&moment, "test"))).unwrap();
        let takes = |channel| {
            let (vault, now) = (office.vault.clone(), office.world.now());
            let claimed = office.store.write_now(move |t| claim_of(t, &vault, channel, now)).unwrap();
            claimed.iter().map(|claimed| claimed.message.channel()).collect::<Vec<_>>()
        };
        assert_eq!(takes(Channel::Call), []);
        assert_eq!(takes(Channel::Text), [Channel::Text]);
        assert_eq!(takes(Channel::Mail), [Channel::Mail], "the text was taken, the mail was not");
        assert_eq!(takes(Channel::Text), []);
    });
}

fn slow() -> AppId {
    AppId::from_array([1; 16])
}

fn quick() -> AppId {
    AppId::from_array([2; 16])
}

/// Holds the messages to the slow app until all the others have arrived.
struct Slow {
    others: usize,
    arrived: Semaphore,
}

impl Carrier for Slow {
    fn carry<'a>(&'a self, _: MessageId, message: &'a Message, _: Timestamp) -> Carried<'a> {
        let Message::Push(push) = message else { panic!("a push") };
        Box::pin(async move {
            if push.wakes().unwrap().app == slow() {
                drop(self.arrived.acquire_many(u32::try_from(self.others).unwrap()).await.unwrap());
            } else {
                self.arrived.add_permits(1);
            }
            Ok(Delivered::Now)
        })
    }
}

#[test]
fn a_push_that_hangs_holds_up_no_other() {
    each_engine(|store| {
        let office = Office::new(store);
        let later = office.world.now() + Span::minutes(1);
        office.posts_push(slow(), later);
        for _ in 0..100 {
            office.posts_push(quick(), later);
        }
        let carrier: Arc<dyn Carrier> = Arc::new(Slow { others: 100, arrived: Semaphore::new(0) });
        assert_eq!((office.delivers_by(&carrier, Channel::Push), office.waiting()), (101, 0));
    });
}

#[test]
fn a_push_is_tried_again_soon_and_given_up_when_its_request_has_ended() {
    each_engine(|store| {
        let office = Office::new(store);
        let unreachable = || CarrierError::Unreachable("not now".into());
        let answers: Arc<dyn Carrier> = Arc::new(Answers(Box::new(move || Err(unreachable()))));
        office.posts_push(quick(), office.world.now() + Span::seconds(5));
        assert_eq!((office.delivers_by(&answers, Channel::Push), office.waiting()), (0, 1));
        office.clock.advance(Span::seconds(1));
        assert_eq!(office.claims().len(), 0);
        office.clock.advance(Span::seconds(1));
        assert_eq!((office.delivers_by(&answers, Channel::Push), office.waiting()), (0, 1));
        office.clock.advance(Span::seconds(4));
        assert_eq!((office.delivers_by(&answers, Channel::Push), office.waiting()), (0, 0));
    });
}

#[test]
fn a_carrier_that_asks_to_wait_is_waited_for_an_hour_at_most() {
    each_engine(|store| {
        let office = Office::new(store);
        for (asked, kept) in [(10, 10), (1, 4), (1_000_000, 3600)] {
            let busy = move || CarrierError::Busy(Span::seconds(asked), "not now".into());
            let answers: Arc<dyn Carrier> = Arc::new(Answers(Box::new(move || Err(busy()))));
            office.posts_push(quick(), office.world.now() + Span::hours(2));
            let delivers = || office.delivers_by(&answers, Channel::Push);
            assert_eq!((delivers(), office.waiting()), (0, 1));
            if asked == 1 {
                // Its own wait is longer by then.
                office.clock.advance(Span::seconds(2));
                assert_eq!(delivers(), 0);
            }
            office.clock.advance(Span::seconds(kept) - Span::from_micros(1));
            assert_eq!(office.claims().len(), 0, "{asked}");
            office.clock.advance(Span::from_micros(1));
            let claimed = office.claims();
            assert_eq!(claimed.len(), 1, "{asked}");
            let id = claimed[0].id;
            office.store.write_now(move |t| delivered(t, organization(), id)).unwrap();
        }
    });
}

#[test]
fn what_has_nowhere_to_go_is_not_kept() {
    each_engine(|store| {
        let office = Office::new(store);
        let answers: Arc<dyn Carrier> = Arc::new(Answers(Box::new(|| Ok(Delivered::Nowhere))));
        office.posts_push(quick(), office.world.now() + Span::minutes(1));
        assert_eq!((office.delivers_by(&answers, Channel::Push), office.waiting()), (0, 0));
    });
}

/// Says the same to every message.
struct Answers(Box<dyn Fn() -> Result<Delivered, CarrierError> + Send + Sync>);

impl Carrier for Answers {
    fn carry<'a>(&'a self, _: MessageId, _: &'a Message, _: Timestamp) -> Carried<'a> {
        Box::pin(std::future::ready(self.0()))
    }
}
