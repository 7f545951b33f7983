import Crypto
import Formats
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Files from the form to the download.
@Suite struct FileTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 700_000)
    private static let upload = Endpoint(
        .post, "/papers", .signedIn, .form("上傳", [Field("file", "檔案", .file([".txt", ".png"]))], bodyLimit: 40 << 20, spools: true)
    ) { call in
        let sent = try await call.body()
        let actor = try call.granted.actor()
        guard let file = sent.spooled["file"] else { throw Problem.badBody }
        do {
            let kept = try await Files(call.city).keep(file)
            let now = call.city.clock.now()
            let id = try await call.store.write(as: actor, "test.addPaper") { db, changes in
                try Attachment.add(kept, to: Reference("test/paper", sent.text("owner")), by: actor, at: now, db, &changes)
            }
            return .bytes(Array(id.utf8), type: "text/plain")
        } catch let refusal as Files.Refusal {
            return .bytes(Array(call.t(refusal.sentence).utf8), type: "text/plain")
        }
    }

    /// A site where papers can be sent, and those of `shown` read by everyone.
    private func with(
        _ engine: Engine = .sqlite, scanner: FileScanner? = nil, settings: [String: Int] = [:],
        _ body: (TestCity, City, Browser, Browser) async throws -> Void
    ) async throws {
        try await TestCity.with(engine, settings: settings) { test in
            let owner = FileOwner("test/paper") { owner, granted, _ in owner.id == "shown" || granted.person?.handle == "wang" }
            let module = Module(name: "extra", title: "測試", fileOwners: [owner], endpoints: [Self.upload])
            let city = test.city.with(modules: test.city.modules + [module], scanner: scanner)
            let site = try Site(city: city, options: test.site.options, logger: LogLines().logger)
            try await EventDelivery(city: city).enrol()
            try await test.add("wang", .officer, at: "rdec")
            let wang = Browser(site)
            _ = try await wang.signIn("wang")
            try await body(test, city, wang, Browser(site))
        }
    }

    private func send(_ bytes: [UInt8], _ name: String, to owner: String = "shown", _ browser: Browser) async throws -> String {
        var body = Array("--b\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n\(try await browser.token(on: "/account"))\r\n".utf8)
        body += Array("--b\r\nContent-Disposition: form-data; name=\"owner\"\r\n\r\n\(owner)\r\n".utf8)
        body += Array("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: text/html\r\n\r\n".utf8)
        body += bytes + Array("\r\n--b--\r\n".utf8)
        let answer = try await browser.send("POST", "/papers", ["content-type": "multipart/form-data; boundary=b"], body)
        #expect(answer.status == 200)
        return answer.text
    }

    /// Lets the follower, the subscribers and the jobs do their work.
    private func settle(_ test: TestCity, _ city: City) async throws {
        try await test.settleLedger()
        while try await EventDelivery(city: city).step() {}
        while try await JobRunner(city: city, node: "one").step() {}
    }

    @Test(arguments: TestCity.engines)
    func whatWasSentComesBackFromASandbox(_ engine: Engine) async throws {
        try await with(engine) { test, city, wang, visitor in
            let id = try await send(Self.png, "../../etc/圖 \\片\u{1}.png", wang)
            #expect(try await visitor.get("/files/\(id)").status == 409, "it is in quarantine")
            try await settle(test, city)
            let answer = try await visitor.get("/files/\(id)", ["accept-encoding": "gzip"])
            #expect(answer.status == 200 && answer.bytes == Self.png)
            #expect(answer.headers["content-type"] == "image/png" && answer.headers["content-length"] == "700008")
            #expect(answer.headers["content-security-policy"] == "sandbox; default-src 'none'")
            #expect(answer.headers["x-content-type-options"] == "nosniff" && answer.headers["content-encoding"] == nil)
            #expect(answer.headers["content-disposition"] == "inline; filename=\"_.png\"; filename*=UTF-8''%E7%89%87.png")
            let hash = SHA256.hash(data: Self.png).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(answer.headers["etag"] == "\"\(hash)\"")
            #expect(try await visitor.send("HEAD", "/files/\(id)").headers["content-length"] == "700008")
        }
    }

    @Test func onlyPicturesStandInPages() async throws {
        try await with { test, city, wang, visitor in
            let id = try await send(Array("<script>alert(1)</script>".utf8), "a.html", wang)
            try await settle(test, city)
            let answer = try await visitor.get("/files/\(id)")
            #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
            #expect(answer.headers["content-disposition"] == "attachment; filename=\"a.html\"; filename*=UTF-8''a.html")
        }
    }

    /// RFC 9110 §14: what is asked, and what part of 700,008 bytes comes.
    @Test func aPartCanBeAskedFor() async throws {
        let cases: [(String, Int, Range<Int>)] = [
            ("bytes=0-9", 206, 0..<10), ("bytes=262140-262150", 206, 262_140..<262_151), ("bytes=700000-", 206, 700_000..<700_008),
            ("bytes=-8", 206, 700_000..<700_008), ("bytes=0-99999999", 206, 0..<700_008), ("bytes=700008-", 416, 0..<0), ("bytes=-0", 416, 0..<0),
            ("bytes=5-4", 200, 0..<700_008), ("bytes=0-1,3-4", 200, 0..<700_008), ("lines=0-1", 200, 0..<700_008), ("bytes=x-", 200, 0..<700_008),
        ]
        try await with { test, city, wang, visitor in
            let id = try await send(Self.png, "a.png", wang)
            try await settle(test, city)
            for (range, status, wanted) in cases {
                let answer = try await visitor.get("/files/\(id)", ["range": range])
                #expect(answer.status == status && answer.bytes == Array(Self.png[wanted]), "\(range)")
                if status == 206 { #expect(answer.headers["content-range"] == "bytes \(wanted.lowerBound)-\(wanted.upperBound - 1)/700008") }
                if status == 416 { #expect(answer.headers["content-range"] == "bytes */700008") }
            }
            let tag = try #require(try await visitor.get("/files/\(id)").headers["etag"])
            #expect(try await visitor.get("/files/\(id)", ["if-none-match": tag]).status == 304)
            #expect(try await visitor.get("/files/\(id)", ["range": "bytes=0-9", "if-range": tag]).status == 206)
            #expect(try await visitor.get("/files/\(id)", ["range": "bytes=0-9", "if-range": "\"other\""]).status == 200)
        }
    }

    @Test(arguments: TestCity.engines)
    func aStrangersFileDoesNotExist(_ engine: Engine) async throws {
        try await with(engine) { test, city, wang, visitor in
            let hidden = try await send(Self.png, "a.png", to: "hidden", wang)
            try await settle(test, city)
            for path in ["/files/\(hidden)", "/files/none"] { #expect(try await visitor.get(path).status == 404) }
            #expect(try await wang.get("/files/\(hidden)").status == 200)
            // What no module speaks for is nobody's to read.
            try await test.store.write(as: .operatorAtConsole, "test.addPaper") { db, changes in
                try db.run("UPDATE attachment SET owner = 'other/paper/shown' WHERE id = \(hidden)")
                changes.append(Change(Attachment.reference(hidden)))
            }
            #expect(try await wang.get("/files/\(hidden)").status == 404)
        }
    }

    @Test(arguments: TestCity.engines)
    func theScannerDecides(_ engine: Engine) async throws {
        struct Silent: Error {}
        let isSilent = Mutex(true)
        let scanner = FileScanner { bytes in
            if isSilent.withLock({ $0 }) { throw Silent() }
            return bytes.starts(with: Array("EICAR".utf8)) ? .harmful("Eicar") : .clean
        }
        try await with(engine, scanner: scanner) { test, city, wang, visitor in
            let (good, bad) = (try await send(Array("好".utf8), "a.txt", wang), try await send(Array("EICAR".utf8), "b.txt", wang))
            try await settle(test, city)
            #expect(try await visitor.get("/files/\(good)").status == 409, "it did not answer, and is asked again")
            isSilent.withLock { $0 = false }
            try await test.store.write(exempt: .job) { _ = try $0.run("UPDATE job SET run_at = \(TestCity.now)") }
            try await settle(test, city)
            for (id, status) in [(good, 200), (bad, 403)] { #expect(try await visitor.get("/files/\(id)").status == status) }
        }
    }

    @Test func withoutAScannerASettingDecides() async throws {
        for (setting, status) in [(1, 200), (0, 409)] {
            try await with(settings: ["kernel.fileUnscanned": setting]) { test, city, wang, visitor in
                let id = try await send(Self.png, "a.png", wang)
                try await settle(test, city)
                #expect(try await visitor.get("/files/\(id)").status == status)
                let found = try #require(try await test.store.read { try Attachment.find(id, $0) })
                #expect(found.file.state == .unscanned)
            }
        }
    }

    @Test func whatIsNotAcceptedIsSaid() async throws {
        try await with(settings: ["kernel.fileMegabytes": 1]) { _, _, wang, _ in
            let (empty, large) = (try await send([], "a.txt", wang), try await send(Array(repeating: 65, count: (1 << 20) + 1), "a.txt", wang))
            let other = try await send([0x4D, 0x5A, 0x90, 0], "a.txt", wang)
            let largest = try await send(Array(repeating: 65, count: 1 << 20), "a.txt", wang)
            #expect(empty == "檔案是空的。" && large == "檔案太大，最多 1 MB。" && other.hasPrefix("不接受這種檔案。") && largest.count > 30)
        }
    }

    @Test(arguments: TestCity.engines)
    func equalBytesAreKeptOnceAndGoWithTheLastAttachment(_ engine: Engine) async throws {
        try await with(engine) { test, city, wang, visitor in
            let (one, other) = (try await send(Self.png, "a.png", wang), try await send(Self.png, "b.png", wang))
            try await settle(test, city)
            func count() async throws -> Int { try await test.store.read { try $0.all("SELECT number FROM file_piece").count } }
            #expect(try await count() == 3)
            func remove(_ id: String) async throws {
                let isGone = try await test.store.write(as: .operatorAtConsole, "test.removePaper") { try Attachment.remove(id, $0, &$1) }
                #expect(isGone)
            }
            let later = city.with(modules: city.modules, clock: .fixed(TestCity.now.adding(seconds: 86_402)))
            func sweep() async throws {
                _ = try await test.store.write(exempt: .job) { try JobQueries.enqueue(FileSweep.job.id, at: TestCity.now, $0) }
                while try await JobRunner(city: later, node: "one").step() {}
            }
            try await remove(one)
            try await sweep()
            #expect(try await visitor.get("/files/\(other)").bytes == Self.png)
            #expect(try await count() == 3)
            try await remove(other)
            try await settle(test, city)
            #expect(try await count() == 3, "it may be on its way to another attachment")
            try await sweep()
            #expect(try await count() == 0)
            // Its hash would tell what it was.
            let hash = SHA256.hash(data: Self.png).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let left = try await test.store.read { db in
                try db.all("SELECT id FROM job WHERE input LIKE \("%\(hash)%")").count
                    + db.all("SELECT id FROM outbox WHERE reference LIKE \("%\(hash)%")").count
            }
            #expect(left == 0)
        }
    }
}
