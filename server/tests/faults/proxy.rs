//! What stands between Sextant and its database, to cut connections or let nothing through.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// A TCP proxy whose connections can be cut.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    open: Mutex<Open>,
    changed: Condvar,
}

#[derive(Default)]
struct Open {
    streams: Vec<TcpStream>,
    /// New connections are closed at once.
    refusing: bool,
    /// Bytes are kept and not passed on: the other side seems to hang.
    silent: bool,
}

impl Proxy {
    pub(crate) fn to(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                shared.accept(client, target);
            }
        });
        Self { address, state }
    }

    /// Cuts every connection, in the middle of whatever it carries.
    pub(crate) fn cut(&self) {
        for stream in self.state.open.lock().unwrap().streams.drain(..) {
            // It may be closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Whether new connections are refused.
    pub(crate) fn refuse(&self, refusing: bool) {
        self.state.open.lock().unwrap().refusing = refusing;
    }

    /// Whether nothing is passed on, without a word to either side.
    pub(crate) fn silence(&self, silent: bool) {
        self.state.open.lock().unwrap().silent = silent;
        self.state.changed.notify_all();
    }
}

impl State {
    fn accept(self: &Arc<Self>, client: TcpStream, target: SocketAddr) {
        let mut open = self.open.lock().unwrap();
        if open.refusing {
            return;
        }
        let Ok(server) = TcpStream::connect(target) else { return };
        for (from, to) in [(&client, &server), (&server, &client)] {
            let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
            let state = Arc::clone(self);
            thread::spawn(move || state.pass_on(from, to));
        }
        open.streams.extend([client, server]);
    }

    fn pass_on(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut buffer = [0; 16 << 10];
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            let open = self.open.lock().unwrap();
            drop(self.changed.wait_while(open, |open| open.silent).unwrap());
            if to.write_all(&buffer[..count]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    }
}
