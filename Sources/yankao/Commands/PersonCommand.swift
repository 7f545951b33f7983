import App
import ArgumentParser
import Foundation
import Kernel
import Storage

struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "新增、列出人員。 Add and list people.", subcommands: [Add.self, List.self, Reset.self, Erase.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "新增一位人員。密碼從標準輸入讀取。 Add a person; the password is read from standard input.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "登入帳號。 Handle to sign in with.")
        var handle: String

        @Option(help: "姓名。 Name.")
        var name: String

        @Option(help: "職務：\(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        var role: String

        @Option(help: "機關：代號、機關代碼或名稱。 Agency.")
        var agency: String = "city"

        func run() async throws {
            try await reporting {
                guard let role = Role(rawValue: role) else {
                    throw Failure("沒有「\(role)」這個職務：\(Role.allCases.map(\.rawValue).joined(separator: ", "))。 No such role.", .usage)
                }
                guard (1...64).contains(handle.count), handle.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                    throw Failure("帳號請用 1 到 64 個英數字或符號。 Handles are 1 to 64 printable ASCII characters.", .usage)
                }
                try await shared.with { installation in
                    let city = installation.city
                    let password = try NewPassword.read(city)
                    let wanted = agency
                    let found = try await city.store.read { try AgencyQueries.matching(wanted, government: city.government, $0) }
                    guard let agency = found.first, found.count == 1 else { throw Failure("找不到機關「\(wanted)」。 No such agency.", .data) }
                    do {
                        _ = try await PersonQueries.add(
                            handle: handle, name: name, passwordHash: city.passwords.hash(password),
                            appointment: Appointment(agency: agency.id, role: role), from: city.clock.today, at: city.clock.now(),
                            as: .operatorAtConsole, to: city.store)
                    } catch StoreError.conflict {
                        throw Failure("帳號「\(handle)」已經有人使用。 The handle is taken.", .data)
                    }
                    print("已新增 \(name)（\(handle)）。 Added.")
                }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出人員與職務。 List people and their roles.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let people = try await installation.city.store.read { db in
                        try PersonQueries.list(on: installation.city.clock.today, db).map {
                            [$0.handle, $0.name, $0.role, $0.agency, $0.hasSecondFactor ? "✓" : ""]
                        }
                    }
                    Console.table([["帳號", "姓名", "職務", "機關", "兩步驟驗證"]] + people)
                }
            }
        }
    }
}
