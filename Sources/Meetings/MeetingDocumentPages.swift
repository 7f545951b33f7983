internal import Formats
internal import Kernel

/// The documents of a meeting, for those who prepare it.
enum MeetingDocumentPages {
    static let all = [agenda, minutes]

    static let agenda = Endpoint(
        .get, "/desk/meetings/{meeting}/agenda", .holdsOn(MeetingsModule.manage, "meeting"), .bytes("議程（ODT）", [TextDocument.type])
    ) { call in
        guard let view = try await MeetingView.load(try call.parameter("meeting"), call) else { throw Problem.notFound }
        return try reply(MeetingDocument(view: view).agenda, "agenda.odt")
    }

    static let minutes = Endpoint(
        .get, "/desk/meetings/{meeting}/minutes", .holdsOn(MeetingsModule.manage, "meeting"), .bytes("紀錄（ODT）", [TextDocument.type])
    ) { call in
        guard let view = try await MeetingView.load(try call.parameter("meeting"), call) else { throw Problem.notFound }
        return try reply(MeetingDocument(view: view).minutes, "minutes.odt")
    }

    private static func reply(_ document: TextDocument, _ name: String) throws -> Reply {
        .download(try document.odt(), type: TextDocument.type, name: name)
    }
}
