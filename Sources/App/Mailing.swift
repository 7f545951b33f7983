internal import Foundation
internal import Kernel

/// Ways of handing letters over: to a program as sendmail is called, or to a folder.
enum Mailing {
    /// - Returns: nil when neither is configured.
    static func mailer(_ configuration: YankaoConfiguration) -> Mailer? {
        let from = configuration["mail.from"]
        if !configuration["mail.spool"].isEmpty { return spool(configuration["mail.spool"], from: from) }
        if !configuration["mail.command"].isEmpty { return sendmail(configuration["mail.command"], from: from) }
        return nil
    }

    /// A file for each letter, for demos and for mail systems that pick files up.
    private static func spool(_ folder: String, from: String) -> Mailer {
        Mailer(from: from) { mail in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let name = mail.id.filter { $0.isLetter || $0.isNumber || $0 == "-" }
            let path = "\(folder)/\(name).eml"
            // Written beside and moved, so that whoever picks it up never gets half a letter.
            try Data(MailMessage(mail, from: from).bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
    }

    /// The program reads whom it is for from the letter itself (`-t`).
    private static func sendmail(_ command: String, from: String) -> Mailer {
        let words = command.split(separator: " ").map(String.init)
        return Mailer(from: from) { mail in
            let bytes = MailMessage(mail, from: from).bytes
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                DispatchQueue.global().async {
                    done.resume(with: Result { try run(words, feeding: bytes) })
                }
            }
        }
    }

    private static func run(_ words: [String], feeding bytes: [UInt8]) throws {
        guard let program = words.first else { throw MailingError.notTaken(status: -1) }
        let (process, input) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = Array(words.dropFirst())
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // One that hangs is ended; the letter is tried again later.
        let watch = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: watch)
        defer { watch.cancel() }
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw MailingError.notTaken(status: process.terminationStatus) }
    }
}

enum MailingError: Error {
    /// The mail program ended otherwise than with 0 (sysexits(3)).
    case notTaken(status: Int32)
}

/// A letter as it goes over the wire (RFC 5322, 2047, 2045): headers in ASCII, the body as base 64 of UTF-8.
struct MailMessage {
    private let mail: Mail
    private let from: String

    init(_ mail: Mail, from: String) {
        self.mail = mail
        self.from = from
    }

    var bytes: [UInt8] {
        let host = from.split(separator: "@").last.map(String.init) ?? "localhost"
        let head = [
            "From: \(Self.plain(from))", "To: \(Self.plain(mail.to))", "Subject: \(Self.encoded(mail.subject))",
            "Message-ID: <\(Self.plain(mail.id))@\(host)>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
        ]
        let words = Self.part("text/plain; charset=utf-8", Array(mail.text.utf8))
        guard let calendar = mail.calendar else { return Array((head + words + [""]).joined(separator: "\n").utf8) }
        // RFC 6047 §2.4: the calendar says its method twice, inside and in its type. Base 64 never holds the boundary.
        let boundary = "=_yankao-part"
        let event = Self.part("text/calendar; charset=utf-8; method=\(Self.plain(calendar.method))", calendar.bytes)
        let lines =
            head + ["Content-Type: multipart/alternative; boundary=\"\(boundary)\"", "", "--\(boundary)"] + words + ["--\(boundary)"] + event
            + ["--\(boundary)--", ""]
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func part(_ type: String, _ bytes: [UInt8]) -> [String] {
        [
            "Content-Type: \(type)", "Content-Transfer-Encoding: base64", "",
            Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]),
        ]
    }

    /// No header can be smuggled in: nothing but visible ASCII and blanks.
    private static func plain(_ text: String) -> String { String(text.unicodeScalars.filter { (32...126).contains($0.value) }.map(Character.init)) }

    /// RFC 2047: words of at most 75 characters, so 45 bytes of text in each, cut between characters.
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var chunk: [UInt8] = []
        for character in text where !character.isNewline {
            let bytes = Array(String(character).utf8)
            if chunk.count + bytes.count > 45 {
                words.append("=?UTF-8?B?\(Data(chunk).base64EncodedString())?=")
                chunk = []
            }
            chunk += bytes
        }
        words.append("=?UTF-8?B?\(Data(chunk).base64EncodedString())?=")
        return words.joined(separator: "\n ")
    }
}
