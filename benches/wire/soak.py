"""Harvesters of every kind for some minutes, and the memory and file descriptors of the server meanwhile.

    soak.py ADDRESS PID MINUTES CLIENTS RECORDS

Fails if the medians of the last third are above those of the first by more than the margins below, if sockets are still
open when all have gone, or if an honest harvester is not answered.
"""

import os
import random
import re
import socket
import statistics
import sys
import threading
import time
import zlib

# What the last third may have more than the first.
MEMORY_FACTOR, MEMORY_MARGIN = 1.10, 4_000_000
DESCRIPTOR_FACTOR, DESCRIPTOR_MARGIN = 1.10, 8
INTERVAL = 10

LIST = "verb=ListRecords&metadataPrefix=oai_dc"
TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)</resumptionToken>")
CHUNK = 65536


class Gone(Exception):
    """It is time to end."""


class Client:
    """One that comes again and again, each time as another kind."""

    def __init__(self, soak, seed):
        self.soak = soak
        self.random = random.Random(seed)
        self.received = b""

    def live(self):
        kinds = [
            *[self.harvest] * 8, self.records, self.records, self.stall_in_answer, self.break_off,
            self.ask_nonsense, self.speak_nonsense, self.stall_in_request, self.say_nothing, self.pipeline,
        ]
        while not self.soak.ended.is_set():
            kind = self.random.choice(kinds)
            try:
                with socket.create_connection(self.soak.address, timeout=30) as connection:
                    self.received = b""
                    kind(connection)
                    self.soak.count(kind.__name__)
            except Gone:
                return
            except OSError:
                # A server may close a connection on which nonsense is spoken.
                self.soak.count(kind.__name__ + ", closed")
            except AssertionError as error:
                self.soak.fail(f"{kind.__name__}: {error}")

    def pause(self, most):
        if self.soak.ended.wait(self.random.uniform(0, most)):
            raise Gone

    def request(self, arguments, coding="identity"):
        return (f"GET /oai?{arguments} HTTP/1.1\r\nHost: soak\r\nAccept-Encoding: {coding}\r\n\r\n").encode()

    def selection(self):
        return self.random.choice(["", "", "&set=third", "&set=rare", "&from=2020-01-01", "&until=2999-01-01"])

    def answer(self, connection):
        """Status and body, decoded; what has come of the next answer stays in `received`."""
        while b"\r\n\r\n" not in self.received:
            self.receive(connection)
        head, self.received = self.received.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
        while len(self.received) < length:
            self.receive(connection)
        body, self.received = self.received[:length], self.received[length:]
        if re.search(rb"(?i)content-encoding: gzip", head):
            decoder = zlib.decompressobj(31)
            body = decoder.decompress(body)
            assert decoder.eof and not decoder.unused_data, "the answer is not one member of gzip"
        return int(head[9:12]), body

    def receive(self, connection):
        part = connection.recv(CHUNK)
        if not part:
            raise ConnectionError
        self.received += part

    def harvest(self, connection):
        """An honest harvester, who ends somewhere in the list, mostly."""
        arguments = LIST + self.selection()
        coding = self.random.choice(["gzip", "gzip", "gzip", "identity"])
        for _ in range(self.random.choice([1, 5, 50, 500])):
            if self.soak.ended.is_set():
                raise Gone
            connection.sendall(self.request(arguments, coding))
            status, body = self.answer(connection)
            if status == 503:
                self.pause(5)
                return
            assert status == 200, f"status {status}"
            assert body.endswith(b"</OAI-PMH>\n"), "the answer is not whole"
            token = TOKEN.search(body, max(0, len(body) - 1000))
            if not token:
                return
            arguments = "verb=ListRecords&resumptionToken=" + token[1].decode()
            self.soak.tokens.append(token[1].decode())

    def records(self, connection):
        for _ in range(self.random.randint(1, 200)):
            number = self.random.randrange(self.soak.records)
            arguments = f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:speed.example:article/{number}"
            connection.sendall(self.request(arguments, self.random.choice(["gzip", "identity"])))
            status, body = self.answer(connection)
            assert status == 503 or b"</record>" in body, f"record {number} is not there: {status} {body[-300:]}"

    def stall_in_answer(self, connection):
        """Asks for more than the buffers of a connection hold, reads a little, and waits."""
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(self.request(LIST + self.selection()))
        connection.recv(self.random.choice([1, 1000, 10_000]))
        self.pause(20)
        if self.random.random() < 0.5:
            while len(connection.recv(CHUNK)) == CHUNK:
                pass

    def break_off(self, connection):
        connection.sendall(self.request(LIST, self.random.choice(["gzip", "identity"])))
        if self.random.random() < 0.7:
            connection.recv(self.random.choice([1, 100, 10_000]))
        if self.random.random() < 0.5:
            # A reset instead of an end.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    def ask_nonsense(self, connection):
        token = self.random.choice(list(self.soak.tokens)[-50:] or ["x"])
        for arguments in [
            "", "verb=Nonsense", "verb=ListRecords", LIST + "&set=%FF%FE", LIST + "&from=2020&until=x", LIST + "&" + LIST,
            "verb=ListRecords&resumptionToken=" + token[:-1] + "A", "verb=ListRecords&resumptionToken=" + token[::-1],
            "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + "%00" * 100, "verb=ListSets&resumptionToken=" + token,
            LIST + "&set=nothing", LIST + "&from=2998-01-01", "x" * self.random.choice([100, 7_000]),
        ]:
            connection.sendall(self.request(arguments))
            status, _ = self.answer(connection)
            assert status in (200, 400, 414, 503), f"status {status}"

    def speak_nonsense(self, connection):
        nonsense = [
            self.random.randbytes(self.random.randint(1, 5_000)), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HTTP/9.9\r\n\r\n",
            b"GET /oai HTTP/1.1\r\nHost: soak\r\n" + b"x: y\r\n" * 5_000 + b"\r\n",
            b"POST /oai HTTP/1.1\r\nHost: soak\r\nContent-Length: 999999999\r\n\r\nverb=", b"DELETE /oai HTTP/1.1\r\nHost: soak\r\n\r\n",
            b"POST /oai HTTP/1.1\r\nHost: soak\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        ]
        connection.sendall(self.random.choice(nonsense))
        connection.recv(CHUNK)

    def stall_in_request(self, connection):
        request = self.request(LIST)
        connection.sendall(request[: self.random.randrange(len(request))])
        self.pause(15)

    def say_nothing(self, connection):
        self.pause(15)

    def pipeline(self, connection):
        """Many requests in one go, and not all of the answers read."""
        connection.sendall(self.request(LIST, "gzip") * self.random.randint(2, 20))
        for _ in range(2):
            self.answer(connection)


class Soak:
    def __init__(self, address, pid, records):
        host, port = address.split(":")
        self.address, self.pid, self.records = (host, int(port)), pid, records
        self.ended = threading.Event()
        self.lock = threading.Lock()
        self.counts, self.failures, self.tokens = {}, [], Recent(1000)

    def count(self, what):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1

    def fail(self, what):
        with self.lock:
            self.failures.append(what)

    def memory(self):
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("RssAnon:"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def run(self, minutes, clients):
        begun, before = time.monotonic(), self.sockets()
        threads = [threading.Thread(target=Client(self, seed).live, daemon=True) for seed in range(clients)]
        for thread in threads:
            thread.start()
        samples, seconds = [], minutes * 60
        while time.monotonic() - begun < seconds:
            time.sleep(min(INTERVAL, seconds / 6))
            samples.append((self.memory(), self.descriptors()))
        self.ended.set()
        for thread in threads:
            thread.join(60)
        return samples, before, self.settled(before)

    def sockets(self):
        """Those of the connections that are open; files of the store, which stay open, are not among them."""
        names = (f"/proc/{self.pid}/fd/{number}" for number in os.listdir(f"/proc/{self.pid}/fd"))
        return sum(os.path.lexists(name) and os.readlink(name).startswith("socket:") for name in names)

    def settled(self, before):
        """The sockets when all have gone, which is waited for a while."""
        for _ in range(120):
            if self.sockets() <= before:
                break
            time.sleep(1)
        return self.sockets()


class Recent(list):
    """The last few things."""

    def __init__(self, most):
        super().__init__()
        self.most = most

    def append(self, thing):
        super().append(thing)
        del self[: -self.most]


def judge(name, values, factor, margin, unit):
    """Prints first and last third, and gives whether the last is level with the first."""
    third = max(1, len(values) // 3)
    first, last = values[:third], values[-third:]
    for when, part in (("first", first), ("last", last)):
        figures = [number / unit for number in (min(part), statistics.median(part), max(part))]
        print(f"| {name}, {when} third | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |")
    allowed = statistics.median(first) * factor + margin
    return statistics.median(last) <= allowed


def main():
    address, pid, minutes, clients, records = sys.argv[1:]
    soak = Soak(address, int(pid), int(records))
    samples, before, after = soak.run(float(minutes), int(clients))
    for what, count in sorted(soak.counts.items()):
        print(f"{count:9} {what}")
    print("\n| | min | median | max |\n|---|---|---|---|")
    memory, descriptors = zip(*samples)
    faults = list(dict.fromkeys(soak.failures))[:10]
    if not judge("RssAnon, MB", memory, MEMORY_FACTOR, MEMORY_MARGIN, 1e6):
        faults.append("memory has grown")
    if not judge("file descriptors", descriptors, DESCRIPTOR_FACTOR, DESCRIPTOR_MARGIN, 1):
        faults.append("file descriptors have grown")
    print(f"\nsockets before all came {before}, after all have gone {after}")
    if after > before:
        faults.append("sockets are left open")
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
