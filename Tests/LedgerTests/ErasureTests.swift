import App
import Foundation
import Kernel
import Ledger
import Storage
import TestSupport
import Testing

/// What is erased by law is nowhere any more, and the ledger says so.
@Suite struct ErasureTests {
    /// Values that stand nowhere else on this machine.
    private let name = "王" + UUID().uuidString
    private let handle = UUID().uuidString.lowercased()
    private let secret = UUID().uuidString.filter { $0 != "-" }

    @Test(arguments: TestCity.engines)
    func anErasureIsLawfulAndTheRestStaysProvable(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let id = try await enter(city)
            let key = try await city.settleLedger()
            #expect(try await PersonErasure(city.city).run(id, basis: "個資法第11條", as: .operatorAtConsole) != nil)
            #expect(try await city.verify().findings == [], "also before the entry has its place")
            try await city.settleLedger(key)
            let report = try await city.verify()
            #expect(report.findings == [] && report.erased == 1)
            #expect(try await PersonErasure(city.city).run(id, basis: "x", as: .operatorAtConsole) == nil)
            #expect(try await Browser(city.site).signIn(handle).status == 422)
            // A record that is put back after its erasure is a fault.
            try await city.tamper("INSERT INTO person (id, handle, name, created_at) VALUES (\(id), 'x', 'x', '2026-01-01T00:00:00.000Z')")
            #expect(try await !city.verify().isGood)
        }
    }

    @Test(arguments: TestCity.engines)
    func aRecordThatIsSaidToBeErasedHasToBeGone(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let id = try await enter(city)
            await #expect(throws: StoreError.notErased(table: "person")) {
                try await city.store.write(as: .operatorAtConsole, "kernel.erasePerson") { db, changes in
                    try db.run("DELETE FROM appointment WHERE person = \(id)")
                    changes.append(.erasing(Reference("kernel/person", id)))
                }
            }
            #expect(try await city.store.read { try PersonQueries.credentials(handle: handle, $0) } != nil)
        }
    }

    /// Every file of the deployment, byte by byte: database, log, and a backup made afterwards.
    @Test(arguments: TestCity.engines)
    func noFileKeepsAnErasedValue(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let id = try await enter(city)
            // A second version of each value, and enough of a crowd that pages are split.
            for number in 0..<200 { try await city.add("someone-\(number)", .officer, at: "rdec") }
            try await city.settleLedger()
            let folder = try await folder(of: city)
            let values = [name, handle, secret, TestCity.password(of: handle)]
            for value in values { #expect(try !files(holding: value, in: folder).isEmpty, "a search that finds nothing beforehand shows nothing") }
            let gaps = try await PersonErasure(city.city).run(id, basis: "個資法第11條", as: .operatorAtConsole)
            // A cluster that keeps old segments for reuse, or a role that may not end them, says so.
            guard gaps == [] else {
                #expect(engine == .postgres && gaps?.contains(.busyReaders) == false)
                return
            }
            for value in values {
                let left = try files(holding: value, in: folder)
                #expect(left == [], "\(left)")
            }
            try await inFolder { place in
                try await backUp(city, engine, to: place + "/backup", folder)
                #expect(try !files(holding: "kernel.erasePerson", in: place).isEmpty)
                for value in values { #expect(try files(holding: value, in: place) == []) }
            }
        }
    }

    private func enter(_ city: TestCity) async throws -> String {
        let id = try await PersonQueries.add(
            handle: handle, name: "王小明", passwordHash: city.city.passwords.hash(TestCity.password(of: handle)),
            appointment: Appointment(agency: "rdec", role: .officer), from: city.city.clock.today, at: city.city.clock.now(), as: .operatorAtConsole,
            to: city.store)
        let (name, secret) = (name, secret)
        try await city.store.write(as: .operatorAtConsole, "kernel.changeName") { db, changes in
            try db.run("UPDATE person SET name = \(name), totp_secret = \(secret) WHERE id = \(id)")
            changes.append(Change(Reference("kernel/person", id)))
        }
        _ = try await Browser(city.site).signIn(handle)
        return id
    }

    private func folder(of city: TestCity) async throws -> String {
        let row = try #require(
            try await city.store.read {
                try $0.first("SELECT \(sqlite: "file AS place FROM pragma_database_list", postgres: "current_setting('data_directory') AS place")")
            })
        let place: String = try row.get("place")
        return city.store.engine == .sqlite ? URL(fileURLWithPath: place).deletingLastPathComponent().path : place
    }

    private func backUp(_ city: TestCity, _ engine: Engine, to file: String, _ folder: String) async throws {
        switch engine {
        case .sqlite:
            try await Care.backup(YankaoConfiguration(file: nil, flags: ["data": folder], environment: [:]), to: file)
        case .postgres:
            let row = try #require(try await city.store.read { try $0.first("SELECT current_database() AS name") })
            let server = try #require(URL(string: ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] ?? ""))
            let address = server.deletingLastPathComponent().appendingPathComponent(try row.get("name")).absoluteString
            try await Care.backup(YankaoConfiguration(file: nil, flags: ["database": address], environment: [:]), to: file)
            // The dump is packed; what is searched is what it unpacks to.
            _ = try run("pg_restore", ["--file=\(file).sql", file])
        }
    }

    /// The files below a folder that hold these bytes.
    private func files(holding value: String, in folder: String) throws -> [String] {
        try run("grep", ["-rlaF", "-e", value, folder]).split(separator: "\n").map(String.init)
    }

    private func run(_ tool: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let output = Pipe()
        process.standardOutput = output
        // Files of the server come and go while they are searched.
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
