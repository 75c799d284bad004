use std::{
    env, fs,
    hint::black_box,
    io::Write,
    net::{TcpListener, TcpStream, UdpSocket},
    ops::ControlFlow,
    os::unix::{fs::symlink, net::UnixStream, process::ExitStatusExt},
    process::{Command, Stdio, exit},
    sync::atomic::{AtomicU8, Ordering},
    thread,
    time::{Duration, Instant},
};

use libtest_mimic::{Arguments, Trial};
use whence_isolate::{Ended, Limits, Means, Pool, serve_if_locked_in};

const TIME: Duration = Duration::from_millis(1500);
const LIMITS: Limits =
    Limits { memory: 256 << 20, time: TIME, answer: 8 << 20, pieces: 4, idle: Duration::from_secs(600) };
/// For what must have happened in the end, however little time the machine has for it.
const LONG: Duration = Duration::from_secs(30);

/// The kinds of frame that are written here by hand, and a length of a megabyte.
const QUESTION: u8 = 1;
const ANSWER: u8 = 3;
const MEGABYTE: [u8; 4] = (1u32 << 20).to_le_bytes();

/// By this name the program has another thread before it is locked in, as some libraries start one.
const NOT_ALONE: &str = "whence-not-alone";
/// What the other thread is to do, and what came of it.
static OTHER: AtomicU8 = AtomicU8::new(NOT_YET);
const NOT_YET: u8 = 0;
const WAITING: u8 = 1;
const OPEN: u8 = 2;
const OPENED: u8 = 3;

pub fn main() {
    if env::args().next().is_some_and(|name| name.contains(NOT_ALONE)) {
        thread::spawn(|| {
            OTHER.store(WAITING, Ordering::Release);
            while OTHER.load(Ordering::Acquire) != OPEN {
                std::hint::spin_loop();
            }
            if fs::read("/etc/passwd").is_ok() {
                OTHER.store(OPENED, Ordering::Release);
            }
        });
        // To begin, a thread makes calls that end it later.
        while OTHER.load(Ordering::Acquire) != WAITING {
            std::hint::spin_loop();
        }
    }
    serve_if_locked_in(&inside);
    // One after the other: they measure time, memory and what is left behind.
    let arguments = Arguments { test_threads: Some(1), ..Arguments::from_args() };
    let trials = TESTS.iter().map(|(name, test)| {
        Trial::test(*name, || {
            test();
            Ok(())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// What is done in there, by the first word of the question.
fn inside(question: &[u8], tell: &mut dyn FnMut(&[u8])) -> Vec<u8> {
    let (word, rest) = question.split_at(question.iter().position(|byte| *byte == b' ').unwrap_or(question.len()));
    match str::from_utf8(word).unwrap() {
        "echo" => return rest.to_vec(),
        "tell" => {
            tell(b"first");
            tell(b"second");
        }
        "environment" => return format!("{:?}", env::vars_os().map(|(name, _)| name).collect::<Vec<_>>()).into(),
        "open" => return format!("{:?}", fs::read("/etc/passwd")).into(),
        "create" => return format!("{:?}", fs::write("/tmp/whence-was-here", "x")).into(),
        "list" => return format!("{:?}", fs::read_dir("/").map(Iterator::count)).into(),
        "connect" => return format!("{:?}", TcpStream::connect("127.0.0.1:9")).into(),
        "listen" => return format!("{:?}", TcpListener::bind("127.0.0.1:0")).into(),
        "datagram" => return format!("{:?}", UdpSocket::bind("127.0.0.1:0")).into(),
        "socket" => return format!("{:?}", UnixStream::connect("/run/x")).into(),
        "program" => return format!("{:?}", Command::new("/bin/true").status()).into(),
        "thread" => return format!("{:?}", thread::Builder::new().spawn(|| ()).map(|_| ())).into(),
        "signal" => return format!("{:?}", rustix::process::getppid().map(rustix::process::test_kill_process)).into(),
        "kill" => return format!("{:?}", kill_thread(str::from_utf8(rest).unwrap().trim().parse().unwrap())).into(),
        "clock" => return format!("{:?}", time_of(str::from_utf8(rest).unwrap().trim().parse().unwrap())).into(),
        "elsewhere" => {
            OTHER.store(OPEN, Ordering::Release);
            while OTHER.load(Ordering::Acquire) != OPENED {
                std::hint::spin_loop();
            }
        }
        "excuse" => {
            eprintln!("memory allocation of 1 bytes failed");
            return format!("{:?}", fs::read("/etc/passwd")).into();
        }
        "fault" => {
            eprintln!("thread 'main' has overflowed its stack");
            return at_nothing().to_le_bytes().into();
        }
        "code" => return executable().into(),
        "inherited" => return (4..64).filter(|descriptor| is_open(*descriptor)).map(|n| n as u8).collect(),
        "memory" => return vec![1; black_box(8 << 30)],
        "creep" => {
            return (0..u64::MAX).map(|n| vec![n; 1000]).fold(Vec::new(), |mut all, one| {
                all.extend(one.iter().map(|n| *n as u8));
                black_box(&mut all).reserve(1 << 20);
                std::mem::forget(one);
                all
            });
        }
        "reserve" => return format!("{:?}", Vec::<u8>::new().try_reserve_exact(8 << 30).is_err()).into(),
        "time" => compute(Duration::MAX),
        "linger" => {
            answer_by_hand(&[ANSWER, 0, 0, 0, 0]);
            compute(Duration::MAX);
        }
        "half" => {
            answer_by_hand(&[&[ANSWER], &MEGABYTE[..]].concat());
            compute(Duration::MAX);
        }
        "dribble" => {
            answer_by_hand(&[&[ANSWER], &MEGABYTE[..]].concat());
            loop {
                compute(Duration::from_millis(5));
                answer_by_hand(b"x");
            }
        }
        "rant" => rant(),
        "mutter" => {
            answer_by_hand(&[ANSWER, 0, 0, 0, 0]);
            rant();
        }
        "panic" => panic!("deliberate"),
        "stack" => return nested(black_box(1)).to_le_bytes().into(),
        "abort" => std::process::abort(),
        "exit" => exit(3),
        "vanish" => exit(0),
        "garbage" => answer_by_hand(&[b'x'; 64]),
        "chatter" => {
            for _ in 0..1 << 11 {
                println!("{}", "so much to say ".repeat(8));
                eprintln!("{}", "so much to say ".repeat(8));
            }
        }
        "huge" => return vec![0; 9 << 20],
        "flood" => loop {
            tell(&[0; 1 << 16]);
        },
        "trickle" => loop {
            tell(&[]);
        },
        other => panic!("{other}"),
    }
    Vec::new()
}

fn compute(time: Duration) {
    let began = Instant::now();
    while began.elapsed() < time {
        black_box(0);
    }
}

fn rant() {
    loop {
        eprintln!("{}", "so much to say ".repeat(8));
    }
}

#[allow(unconditional_recursion)]
fn nested(n: u64) -> u64 {
    let room = black_box([n; 128]);
    nested(n + 1) + room[3]
}

#[allow(unsafe_code)]
fn executable() -> String {
    let (all, private) =
        (libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS);
    // SAFETY: memory that nothing else uses.
    format!("{:?}", unsafe { libc::mmap(std::ptr::null_mut(), 4096, all, private, -1, 0) })
}

#[allow(unsafe_code)]
fn kill_thread(process: i32) -> i64 {
    // SAFETY: no memory is touched.
    unsafe { libc::syscall(libc::SYS_tgkill, process, process, libc::SIGKILL) }
}

/// What a clock of the system's numbers shows.
#[allow(unsafe_code)]
fn time_of(clock: i32) -> i64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: one time is written.
    unsafe { libc::syscall(libc::SYS_clock_gettime, clock, &raw mut time) }
}

#[allow(unsafe_code)]
fn at_nothing() -> u8 {
    // SAFETY: none: it is to be a fault.
    unsafe { black_box(16 as *const u8).read_volatile() }
}

/// Writes where answers are written.
#[allow(unsafe_code)]
fn answer_by_hand(bytes: &[u8]) {
    // SAFETY: the pipe for answers is open for as long as there is this process.
    let mut answers = std::mem::ManuallyDrop::new(unsafe { <fs::File as std::os::fd::FromRawFd>::from_raw_fd(3) });
    let _ = answers.write_all(bytes);
}

#[allow(unsafe_code)]
fn is_open(descriptor: i32) -> bool {
    // SAFETY: nothing is read.
    unsafe { libc::read(descriptor, std::ptr::null_mut(), 0) == 0 }
}

fn ask(pool: &Pool, question: &str) -> Result<String, Ended> {
    let answer = pool.ask(&[question.as_bytes()], &mut |_| ControlFlow::Continue(()));
    answer.map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned())
}

/// The numbers of this process's children, whichever of its threads started them.
fn children() -> String {
    let threads = fs::read_dir("/proc/self/task").unwrap().map(|thread| thread.unwrap().path().join("children"));
    threads.map(|children| fs::read_to_string(children).unwrap_or_default()).collect()
}

fn pool() -> Pool {
    pool_of(LIMITS)
}

fn pool_of(limits: Limits) -> Pool {
    Pool::new(env::current_exe().unwrap(), limits)
}

/// Asked by somebody who wants no more of it as soon as nothing has been told for a while.
fn given_up(pool: &Pool, question: &[&[u8]]) -> Result<Vec<u8>, Ended> {
    let mut waited = 0;
    let answer = pool.ask(question, &mut |told| {
        waited += u32::from(told.is_none());
        if waited == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    answer.map(|(bytes, _)| bytes)
}

/// Waits for all rooms to be gone.
fn are_gone() -> bool {
    let began = Instant::now();
    while !children().is_empty() && began.elapsed() < LONG {
        thread::sleep(Duration::from_millis(50));
    }
    children().is_empty()
}

/// The question has no answer for a reason that is as expected, and the next one has.
fn ends(question: &str, expected: impl Fn(&Ended) -> bool) {
    ends_within(LONG, question, expected);
}

fn ends_within(time: Duration, question: &str, expected: impl Fn(&Ended) -> bool) {
    let pool = pool_of(Limits { time, ..LIMITS });
    let ended = ask(&pool, question).expect_err(question);
    assert!(expected(&ended), "{question}: {ended:?}");
    assert_eq!(ask(&pool, "echo on").unwrap(), " on", "after {question}");
}

const TESTS: &[(&str, fn())] = &[
    ("everything_protects_here", || {
        let protection = pool().protection().unwrap();
        assert!(protection.is_confined(), "{protection:?}");
        assert_eq!((protection.calls, protection.memory), (Means::Whole, Means::Whole));
        assert_ne!(protection.closed, Means::Absent, "a kernel without Landlock");
    }),
    ("questions_are_answered_by_the_same_process_until_it_is_replaced", || {
        let pool = pool();
        let large = vec![b'x'; 4 << 20];
        for _ in 0..9 {
            let (answer, protection) = pool.ask(&[b"echo", b" ", &large], &mut |_| ControlFlow::Continue(())).unwrap();
            assert!(answer[1..] == large);
            assert!(protection.is_confined());
        }
    }),
    ("what_is_told_on_the_way_is_heard_and_the_hearer_can_stop_it", || {
        let (pool, mut heard) = (pool(), Vec::new());
        let answer = pool.ask(&[b"tell"], &mut |told| {
            heard.extend(told.map(<[u8]>::to_vec));
            ControlFlow::Continue(())
        });
        assert_eq!((answer.unwrap().0, heard), (Vec::new(), vec![b"first".to_vec(), b"second".to_vec()]));
        let stopped = pool.ask(&[b"flood"], &mut |_| ControlFlow::Break(()));
        assert!(matches!(stopped, Err(Ended::Stopped)), "{stopped:?}");
        let mut waited = 0;
        let stopped = pool.ask(&[b"time"], &mut |told| {
            waited += 1;
            if told.is_none() && waited == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(stopped, Err(Ended::Stopped)), "also one that tells nothing: {stopped:?}");
        assert_eq!(ask(&pool, "echo on").unwrap(), " on");
    }),
    ("whoever_waits_is_heard_in_the_middle_of_an_answer_and_of_a_question", || {
        let pool = pool_of(Limits { time: LONG, ..LIMITS });
        for word in ["half", "dribble"] {
            let stopped = given_up(&pool, &[word.as_bytes()]);
            assert!(matches!(stopped, Err(Ended::Stopped)), "{word}: {stopped:?}");
        }
        // It reads no more: of a question that is longer than the pipe, the rest has to wait.
        assert_eq!(ask(&pool, "linger").unwrap(), "");
        let stopped = given_up(&pool, &[b"echo ", &vec![b'x'; 8 << 20]]);
        assert!(matches!(stopped, Err(Ended::Stopped)), "{:?}", stopped.map(|bytes| bytes.len()));
        assert_eq!(ask(&pool, "echo on").unwrap(), " on");
    }),
    ("nothing_of_the_environment_is_known_inside", || {
        // This alone is put there by the room: how it takes memory.
        assert_eq!(ask(&pool(), "environment").unwrap(), r#"["GLIBC_TUNABLES"]"#);
    }),
    ("files_network_programs_threads_and_code_are_out_of_reach", || {
        let tried = [
            "open", "create", "list", "connect", "listen", "datagram", "socket", "program", "thread", "signal", "code",
        ];
        for word in tried {
            ends(word, |ended| matches!(ended, Ended::Forbidden));
        }
        assert!(!fs::exists("/tmp/whence-was-here").unwrap());
    }),
    ("others_of_the_same_user_cannot_be_ended_from_inside", || {
        let mut other = Command::new("sleep").arg("60").spawn().unwrap();
        ends(&format!("kill {}", other.id()), |ended| matches!(ended, Ended::Forbidden));
        assert_eq!(other.try_wait().unwrap(), None);
        other.kill().unwrap();
        other.wait().unwrap();
    }),
    ("the_clocks_of_others_cannot_be_read_from_inside", || {
        let pool = pool();
        for clock in [libc::CLOCK_REALTIME, libc::CLOCK_MONOTONIC, libc::CLOCK_PROCESS_CPUTIME_ID, libc::CLOCK_TAI] {
            assert_eq!(ask(&pool, &format!("clock {clock}")).unwrap(), "0");
        }
        // As the C library numbers the clock of the processor for another process.
        let another = (!std::process::id().cast_signed() << 3) | 2;
        assert_eq!(time_of(another), 0);
        ends(&format!("clock {another}"), |ended| matches!(ended, Ended::Forbidden));
        ends("clock 12", |ended| matches!(ended, Ended::Forbidden));
    }),
    ("a_thread_that_ran_before_is_locked_in_too_and_what_is_missing_is_told", || {
        let name = env::temp_dir().join(format!("{NOT_ALONE}-{}", std::process::id()));
        symlink(env::current_exe().unwrap(), &name).unwrap();
        let pool = Pool::new(&name, LIMITS);
        let protection = pool.protection().unwrap();
        assert_eq!((protection.calls, protection.closed), (Means::Whole, Means::Part));
        let ended = ask(&pool, "elsewhere");
        assert!(matches!(ended, Err(Ended::Forbidden)), "{ended:?}");
        fs::remove_file(name).unwrap();
    }),
    ("what_the_program_had_open_is_closed_inside", || {
        let open = fs::File::open("/etc/passwd").unwrap();
        rustix::io::fcntl_setfd(&open, rustix::io::FdFlags::empty()).unwrap();
        assert_eq!(ask(&pool(), "inherited").unwrap(), "");
    }),
    ("memory_is_held_to_its_limit", || {
        for word in ["memory", "creep"] {
            ends(word, |ended| matches!(ended, Ended::OutOfMemory { limit } if *limit == LIMITS.memory));
        }
        assert_eq!(ask(&pool(), "reserve").unwrap(), "true", "what asks first is refused, and lives on");
    }),
    ("time_is_held_to_its_limit", || {
        let began = Instant::now();
        ends_within(TIME, "time", |ended| matches!(ended, Ended::OutOfTime { limit } if *limit == TIME));
        assert!(began.elapsed() >= TIME);
    }),
    ("what_the_processor_may_do_for_it_is_held_to_a_limit_inside", || {
        let mut room = Command::new(env::current_exe().unwrap());
        room.args([whence_isolate::ARGUMENT, "268435456", "1"]).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut room = room.spawn().unwrap();
        room.stdin.as_ref().unwrap().write_all(&[QUESTION, 4, 0, 0, 0, b't', b'i', b'm', b'e']).unwrap();
        let began = Instant::now();
        while room.try_wait().unwrap().is_none() && began.elapsed() < LONG {
            thread::sleep(Duration::from_millis(50));
        }
        room.kill().unwrap();
        assert_eq!(room.wait().unwrap().signal(), Some(libc::SIGKILL));
        assert!(began.elapsed() < LONG, "by the kernel, and not by us");
        let pool = pool();
        pool.protection().unwrap();
        let limits = fs::read_to_string(format!("/proc/{}/limits", children().trim())).unwrap();
        let limit = limits.lines().find(|line| line.starts_with("Max cpu time")).unwrap();
        // Whatever all its pieces may take by the clock on the wall, and something beside.
        assert_eq!(limit.split_whitespace().nth(4), Some("16"), "{limit}");
    }),
    ("the_kernel_ends_rooms_before_all_else_where_memory_is_short", || {
        let pool = pool();
        pool.protection().unwrap();
        let score = fs::read_to_string(format!("/proc/{}/oom_score_adj", children().trim())).unwrap();
        assert_eq!(score.trim(), "1000");
    }),
    ("each_way_to_fail_is_told", || {
        ends("panic", |ended| matches!(ended, Ended::Broke { said } if said == "deliberate"));
        ends("stack", |ended| matches!(ended, Ended::StackOverflow));
        ends("abort", |ended| matches!(ended, Ended::Crashed { signal } if signal == "it stopped itself"));
        ends("fault", |ended| matches!(ended, Ended::Crashed { signal } if signal == "fault in memory"));
        ends("excuse", |ended| matches!(ended, Ended::Forbidden));
        ends("exit", |ended| matches!(ended, Ended::Crashed { signal } if signal == "exit code 3"));
    }),
    ("what_is_no_answer_is_not_taken_for_one", || {
        for word in ["vanish", "garbage", "huge", "flood", "trickle", "rant"] {
            ends(word, |ended| matches!(ended, Ended::Garbled));
        }
    }),
    ("a_program_that_is_not_there_or_does_not_lock_itself_in_is_told", || {
        let absent = Pool::new("/nonexistent/whence", LIMITS);
        assert!(matches!(ask(&absent, "echo"), Err(Ended::Unstarted(_))));
        let other = Pool::new("/bin/true", LIMITS);
        assert!(matches!(ask(&other, "echo"), Err(Ended::Unconfined { .. })));
    }),
    ("what_libraries_print_is_neither_an_answer_nor_waited_for", || {
        let pool = pool();
        assert_eq!(ask(&pool, "chatter").unwrap(), "");
        assert_eq!(ask(&pool, "echo on").unwrap(), " on");
    }),
    ("a_room_outlives_the_thread_that_opened_it_and_none_is_asked_that_is_gone", || {
        let pool = pool();
        let opened = pool.clone();
        thread::spawn(move || drop(opened.protection())).join().unwrap();
        thread::sleep(TIME / 10);
        assert_eq!(ask(&pool, "echo on").unwrap(), " on");
        for child in children().split_whitespace() {
            assert!(Command::new("kill").args(["-9", child]).status().unwrap().success());
        }
        thread::sleep(TIME / 10);
        assert_eq!(ask(&pool, "echo on").unwrap(), " on", "after the system wanted its memory");
    }),
    ("what_goes_on_after_its_answer_is_ended", || {
        // It computes: its time to wait for the next piece is short.
        let pool = pool_of(Limits { idle: TIME, ..LIMITS });
        for _ in 0..2 {
            assert_eq!(ask(&pool, "linger").unwrap(), "");
            assert!(are_gone(), "{}", children());
        }
        assert_eq!(ask(&pool, "echo on").unwrap(), " on");
        drop(pool);
        // It talks, where its time to wait would be long.
        let pool = self::pool();
        assert_eq!(ask(&pool, "mutter").unwrap(), "");
        assert!(are_gone(), "{}", children());
        assert_eq!(ask(&pool, "echo on").unwrap(), " on");
    }),
    ("a_room_that_nobody_asks_any_more_ends_in_good_order", || {
        let mut room = Command::new(env::current_exe().unwrap());
        room.args([whence_isolate::ARGUMENT, "268435456", "60"]).stdin(Stdio::null());
        let ended = room.output().unwrap();
        assert!(ended.status.success() && ended.stderr.is_empty(), "{ended:?}");
    }),
    ("nothing_is_left_of_a_room_that_was_closed", || {
        drop(ask(&pool(), "echo"));
        assert_eq!(children(), "");
    }),
];
