//! A real PostgreSQL from the system's package, in a folder of its own, gone with the process that started it.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{self, Child, ChildStdin, Command, Output, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU16, AtomicU32, Ordering},
    },
};

pub struct Server {
    pub folder: PathBuf,
    pub port: u16,
    bin: PathBuf,
    databases: AtomicU32,
    /// When it closes, whether we end well, fail or are killed, the shell behind it stops the server.
    _until: ChildStdin,
    _shell: Child,
}

/// Below those that the system gives to whoever asks for any: the server takes it a moment later, and again when it is
/// started anew.
fn free_port() -> u16 {
    static NEXT: LazyLock<AtomicU16> = LazyLock::new(|| AtomicU16::new(10_000 + (process::id() % 200) as u16 * 100));
    loop {
        let port = NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

impl Server {
    /// Starts one that trusts whoever comes through its socket, and asks whoever comes through the network for a
    /// password. `settings` are lines of `postgresql.conf`.
    pub fn start(settings: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let bin = bin();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("whence-pg-{}-{count}", process::id()));
        let port = free_port();
        // What is here is written by the shell below, as the user that runs the server.
        let script = r#"
            set -e; umask 077
            folder=$1 bin=$2 port=$3 settings=$4
            mkdir -m 755 "$folder"
            trap 'rm -rf "$folder"' EXIT
            "$bin/initdb" --pgdata="$folder/data" --username=whence --auth=trust --encoding=UTF8 --locale=C >/dev/null
            cd "$folder"
            openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=Test -keyout ca.key -out ca.pem 2>/dev/null
            openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout data/server.key -out server.csr 2>/dev/null
            echo subjectAltName=DNS:localhost > names
            openssl x509 -req -days 3650 -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -out data/server.crt 2>/dev/null
            chmod 644 ca.pem
            printf '%s\n' "port=$port" "listen_addresses='127.0.0.1'" "unix_socket_directories='$folder'" "ssl=on" \
                "fsync=off" "synchronous_commit=off" "full_page_writes=off" "$settings" >> data/postgresql.conf
            printf '%s\n' 'local all all trust' 'host all all 127.0.0.1/32 scram-sha-256' > data/pg_hba.conf
            "$bin/pg_ctl" --pgdata=data --log=log --wait --timeout=120 start >/dev/null
            echo ready
            cat >/dev/null
            "$bin/pg_ctl" --pgdata=data --mode=immediate --wait stop >/dev/null 2>&1 || true
        "#;
        let mut command = as_server(&bin, "sh");
        command.args(["-c", script, "sh"]).arg(&folder).arg(&bin).args([&port.to_string(), settings]);
        let mut shell = command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let until = shell.stdin.take().unwrap();
        let mut told = String::new();
        BufReader::new(shell.stdout.take().unwrap()).read_line(&mut told).unwrap();
        assert_eq!(told, "ready\n", "PostgreSQL did not start: {}", folder.display());
        Self { folder, port, bin, databases: AtomicU32::new(0), _until: until, _shell: shell }
    }

    /// The address of a new database, through the socket, as the user who may do everything.
    pub fn database(&self) -> String {
        let name = format!("team{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        self.address("whence", &name)
    }

    pub fn address(&self, user: &str, database: &str) -> String {
        let folder = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://{user}@{folder}:{}/{database}", self.port)
    }

    /// What psql prints.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        let told = self.psql("whence", database, sql);
        assert!(told.status.success(), "{sql}: {}", String::from_utf8_lossy(&told.stderr));
        String::from_utf8(told.stdout).unwrap().trim().to_owned()
    }

    /// Whether the server does it for this user.
    #[allow(dead_code, reason = "not every test that has a server is about rights")]
    pub fn does(&self, user: &str, database: &str, sql: &str) -> bool {
        self.psql(user, database, sql).status.success()
    }

    fn psql(&self, user: &str, database: &str, sql: &str) -> Output {
        let mut command = Command::new(self.bin.join("psql"));
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", user, "-d", database, "-c", sql]);
        command.arg("-h").arg(&self.folder).args(["-p", &self.port.to_string()]);
        command.output().unwrap()
    }

    /// Kills every process of the server, as a crash would; says when none is left.
    #[allow(dead_code, reason = "not every test that has a server kills it")]
    pub fn kill(&self) {
        let script = "first=$(head -n 1 \"$1\"); all=\"$first $(pgrep -P \"$first\")\"; kill -KILL $all; \
                      for one in $all; do while kill -0 \"$one\" 2>/dev/null; do sleep 0.01; done; done";
        let mut command = as_server(&self.bin, "sh");
        command.args(["-c", script, "sh"]).arg(self.folder.join("data/postmaster.pid"));
        assert!(command.current_dir("/").status().unwrap().success());
    }

    /// `stop` or `start`, as somebody who keeps the server does it.
    #[allow(dead_code, reason = "not every test that has a server stops it")]
    pub fn control(&self, what: &str) {
        let mut command = as_server(&self.bin, self.bin.join("pg_ctl"));
        command.arg(format!("--pgdata={}", self.folder.join("data").display()));
        command.arg(format!("--log={}", self.folder.join("log").display())).args(["--wait", "--mode=fast", what]);
        assert!(command.current_dir("/").stdout(Stdio::null()).status().unwrap().success());
    }
}

/// The name of the database in an address.
#[allow(dead_code, reason = "not every test that has a server speaks to it past the address")]
pub fn database_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

/// PostgreSQL does not run as root: the package brings a user for it.
fn as_server(bin: &Path, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|told| told.stdout == b"0\n");
    if !root {
        return Command::new(program);
    }
    assert!(bin.exists());
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    command
}

/// The programs of the newest version that is installed.
fn bin() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let bins = versions.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").exists());
    let number = |bin: &PathBuf| bin.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    bins.max_by_key(number).expect(
        "these tests need a PostgreSQL server: install the package `postgresql` (apt-get install postgresql), or run `cargo xtask test`, which does",
    )
}
