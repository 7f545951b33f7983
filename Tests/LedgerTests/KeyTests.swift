import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Ledger

@Suite struct KeyTests {
    @Test func aNoteIsReadAsItWasWritten() throws {
        let key = SigningKey(name: "city.example/ledger")
        let head = try SignedHead(origin: "city.example/ledger", size: 7, root: .empty, at: TestCity.now).signed(by: key)
        #expect(SignedHead(note: head.note) == head)
        #expect(
            head.note.hasPrefix(
                "city.example/ledger\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-11-24T01:00:00.000Z\n\n\u{2014} city.example/ledger "
            ))
        #expect(head.isSigned(by: key.verifier))
        #expect(!head.isSigned(by: SigningKey(name: "city.example/ledger").verifier))
        for bad in ["", "x", head.text, head.note + "x", head.note.replacingOccurrences(of: "\n7\n", with: "\n07\n"), "\n" + head.note] {
            #expect(SignedHead(note: bad) == nil)
        }
        let other = SignedHead(note: head.note.replacingOccurrences(of: "\n7\n", with: "\n8\n"))
        #expect(other?.isSigned(by: key.verifier) == false)
    }

    /// The key and its id as C2SP signed-note's own example has them.
    @Test func aVerifierKeyIsReadAndChecked() throws {
        let known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        let key = try #require(VerifierKey(known))
        #expect(key.name == "PeterNeumann" && key.description == known)
        #expect(VerifierKey(known.replacingOccurrences(of: "c74f20a3", with: "c74f20a4")) == nil)
        let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
        let signature = try #require(
            Data(base64Encoded: "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="))
        #expect(Array(signature.prefix(4)) == key.id && key.verifies(Array(signature.dropFirst(4)), of: text))
        #expect(!key.verifies(Array(signature.dropFirst(4)), of: text + "\n"))
    }

    @Test func aKeyFileOthersMayReadIsRefused() throws {
        try inFolder { folder in
            let file = folder + "/key"
            let key = SigningKey(name: "a/ledger")
            try key.write(to: file)
            #expect(try SigningKey(file: file).verifier == key.verifier)
            #expect(throws: SigningKey.FileProblem.exists(file)) { try key.write(to: file) }
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
            #expect(throws: SigningKey.FileProblem.tooOpen(file, mode: "640")) { try SigningKey(file: file) }
            #expect(throws: SigningKey.FileProblem.missing(folder + "/none")) { try SigningKey(file: folder + "/none") }
            // Its folder is made with it, and is nobody else's either.
            let deep = folder + "/data/of/a/city"
            try key.write(to: deep + "/key")
            #expect(try SigningKey(file: deep + "/key").verifier == key.verifier)
            #expect(try FileManager.default.attributesOfItem(atPath: deep)[.posixPermissions] as? Int == 0o700)
            #expect(throws: SigningKey.FileProblem.unreadable(deep + "/key/under")) { try key.write(to: deep + "/key/under") }
            #expect(FileManager.default.createFile(atPath: folder + "/junk", contents: Data("x".utf8), attributes: [.posixPermissions: 0o600]))
            #expect(throws: SigningKey.FileProblem.unreadable(folder + "/junk")) { try SigningKey(file: folder + "/junk") }
        }
    }

    @Test(arguments: TestCity.engines)
    func aNewKeyIsEndorsedByTheOldAndSignsFromThenOn(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await inFolder { folder in
                let (file, store) = (KeyFile(folder + "/key"), city.store)
                let first = try await file.create(name: "a/ledger", as: .operatorAtConsole, at: store.now(), in: store)
                let old = try SigningKey(file: folder + "/key")
                try await Sequencer(store: store, key: old).settle()
                let second = try await file.rotate(isLost: false, as: .operatorAtConsole, at: store.now(), in: store)
                #expect(second != first)
                await #expect(throws: LedgerError.leadLost, "the old key signs no more") { try await Sequencer(store: store, key: old).step() }
                let keys = try await store.read { try LedgerKeys($0) }
                #expect(keys.all.map(\.verifier) == [first, second] && keys.unendorsed == [])
                try await Sequencer(store: store, key: file.current(for: keys)).settle()
                let report = try await city.verify()
                #expect(report.findings == [] && report.heads == 2 && report.unendorsed == [])
                // Whoever puts a key of their own into the table has no word of the old one for it.
                try await city.tamper("UPDATE ledger_key SET endorsement = \([UInt8](repeating: 1, count: 64)) WHERE place = 1")
                let tampered = try await city.verify()
                #expect(tampered.unendorsed == [second] && !tampered.isGood)
            }
        }
    }

    /// A record from before entries carried digests: the first key's entry commits to it.
    @Test(arguments: TestCity.engines)
    func aStoreFromBeforeTheLedgerIsAdopted(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.tamper("UPDATE entry SET salt = NULL, changes = '[{\"reference\":\"kernel/agency/rdec\"}]'")
            try await city.settleLedger()
            let report = try await city.verify()
            #expect(report.findings == [] && report.records == 32)
            try await city.tamper("UPDATE agency SET name = 'x' WHERE id = 'rdec'")
            #expect(try await !city.verify().isGood)
        }
    }

    @Test(arguments: TestCity.engines)
    func aLostKeyIsReplacedAndEveryoneIsTold(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await inFolder { folder in
                let (file, store) = (KeyFile(folder + "/key"), city.store)
                _ = try await file.create(name: "a/ledger", as: .operatorAtConsole, at: store.now(), in: store)
                try FileManager.default.removeItem(atPath: folder + "/key")
                await #expect(throws: SigningKey.FileProblem.self) {
                    try await file.rotate(isLost: false, as: .operatorAtConsole, at: store.now(), in: store)
                }
                let second = try await file.rotate(isLost: true, as: .operatorAtConsole, at: store.now(), in: store)
                let keys = try await store.read { try LedgerKeys($0) }
                try await Sequencer(store: store, key: file.current(for: keys)).settle()
                let report = try await city.verify()
                #expect(report.isGood && report.unendorsed == [second])
                #expect(try await Browser(city.site).get("/ledger").text.contains("前一把遺失，沒有背書"))
            }
        }
    }
}

func inFolder(_ work: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yankao-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await work(folder)
}

private func inFolder(_ work: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yankao-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try work(folder)
}
