import App
import ArgumentParser
import Foundation
import Kernel
import Storage

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "建立示範人員（已有的不動）。 Create one demo person per role, once.")

    @OptionGroup var shared: SharedOptions

    @Option(help: "寫入密碼的檔案，只有自己能讀。 File for the passwords, readable by its owner only.")
    var passwords: String

    @Option(help: "示範報告用的圖片所在的資料夾。 Folder of the pictures in the demo report.")
    var pictures: String?

    func run() async throws {
        try await reporting {
            try await shared.with { installation in
                let city = installation.city
                let known = try await city.store.read { try Swift.Set(PersonQueries.list(on: city.clock.today, $0).map(\.handle)) }
                let missing = everybody.filter { !known.contains($0.handle) }
                if !missing.isEmpty { print("示範帳號與密碼（只顯示這一次；也寫在 \(passwords)）  Demo accounts, shown once:") }
                for person in missing {
                    let password = InitialPassword.make()
                    // Written first: a person whose password nobody knows could never sign in.
                    try note("\(person.handle) \(password)")
                    _ = try await PersonQueries.add(
                        handle: person.handle, name: person.name, passwordHash: city.passwords.hash(password),
                        appointment: Appointment(agency: person.agency, role: person.role), from: city.clock.today, at: city.clock.now(),
                        as: .operatorAtConsole, to: city.store)
                    print("  \(person.handle) \(password)")
                }
                if let desk = try await DemoDesk(city) { print("示範案件 \(try await desk.open()) 件。 Demo matters.") }
                if let meetings = try await DemoMeetings(city) { print("示範會議 \(try await meetings.hold()) 場。 Demo meetings.") }
                if let threads = try await DemoThreads(city) {
                    let (indicators, ties) = try await threads.tie()
                    print("示範指標 \(indicators) 個，連結 \(ties) 個。 Demo indicators and links.")
                }
                if let planning = try await DemoPlanning(city) {
                    let (plans, policies) = try await planning.make()
                    if plans + policies > 0 { print("示範年度計畫 \(plans) 份，跨局處政策 \(policies) 個。 Demo annual plans and policies.") }
                    if try await planning.report(pictures: drawings(), installation.follower) {
                        print("示範施政成果報告 1 份。 A demo results report.")
                    }
                }
            }
        }
    }

    /// One person for each role, and an officer of another agency, who answers what is asked of it.
    private var everybody: [(handle: String, name: String, role: Role, agency: String)] {
        Role.allCases.map { role in
            let isCitys = role == .citizen || role == .dataUser || role == .mayor
            return (role.rawValue.lowercased(), "示範\(role.title.key)", role, isCitys ? "city" : "rdec")
        } + [("officer2", "示範協辦承辦人", .officer, "water-resources")]
    }

    /// The demo's pictures by file name.
    private func drawings() throws -> [String: [UInt8]] {
        guard let pictures else { return [:] }
        let files = try FileManager.default.contentsOfDirectory(atPath: pictures).filter { $0.hasSuffix(".png") }
        return try Dictionary(
            uniqueKeysWithValues: files.map { ($0, [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(pictures)/\($0)")))) })
    }

    /// Adds a line to the file, which was made for its owner alone before anything was written.
    private func note(_ line: String) throws {
        let manager = FileManager.default
        if !manager.fileExists(atPath: passwords), !manager.createFile(atPath: passwords, contents: nil, attributes: [.posixPermissions: 0o600]) {
            throw Failure("寫不進 \(passwords)。 The file cannot be written.", .unavailable)
        }
        try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passwords)
        guard let file = FileHandle(forWritingAtPath: passwords) else {
            throw Failure("寫不進 \(passwords)。 The file cannot be written.", .unavailable)
        }
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data((line + "\n").utf8))
    }
}
