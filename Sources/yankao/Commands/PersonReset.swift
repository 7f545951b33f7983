import App
import ArgumentParser
import Kernel
import Storage

extension PersonCommand {
    /// For who forgot the password or lost the phone: whoever runs this must know that the person is who they say.
    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "換新密碼、關閉兩步驟驗證、結束所有登入。 New password, second factor off, signed out everywhere.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "登入帳號。 Handle.")
        var handle: String

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let city = installation.city
                    let wanted = handle
                    guard let known = try await city.store.point({ try PersonQueries.credentials(handle: wanted, $0) }) else {
                        throw Failure("沒有「\(handle)」這個帳號。 No such handle.", .data)
                    }
                    let hash = try await city.passwords.hash(NewPassword.read(city))
                    try await PersonQueries.reset(person: known.id, hash: hash, as: .operatorAtConsole, in: city.store)
                    try await city.signOut(known.id)
                    print("\(handle) 已換新密碼。 Reset.")
                }
            }
        }
    }
}

enum NewPassword {
    /// As long as the setting asks for.
    static func read(_ city: City) throws -> String {
        let shortest = Modules.settings.first { $0.id == "web.passwordLength" }.map { city.settings[$0] } ?? 12
        let password = Console.password("密碼（至少 \(shortest) 個字元） Password (at least \(shortest) characters): ")
        guard password.count >= shortest else { throw Failure("密碼至少要 \(shortest) 個字元。 The password is too short.", .usage) }
        return password
    }
}
