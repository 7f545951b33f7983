internal import Kernel
internal import Markup

/// Language and theme, kept in cookies that say nothing else. Plain links, so that they work without script.
enum PreferenceEndpoints {
    private static let back = QueryParameter("return", "回到哪一頁")
    private static let year = 365 * 24 * 3600

    static let language = Endpoint(.get, "/language/{language}", .everyone, .form("換語言", [])) { call in
        guard let language = Language(rawValue: try call.parameter("language")) else { throw Problem.notFound }
        return returning(call, Cookie("language", language.rawValue, maxAge: year))
    }

    static let theme = Endpoint(.get, "/theme/{theme}", .everyone, .form("換深淺色", [])) { call in
        let theme = try call.parameter("theme")
        guard ["light", "dark", "system"].contains(theme) else { throw Problem.notFound }
        return returning(call, Cookie("theme", theme, maxAge: theme == "system" ? 0 : year))
    }

    private static func returning(_ call: Call, _ cookie: Cookie) -> Reply {
        var reply = Reply.seeOther(call.request.query["return"].flatMap(LocalURL.init(checking:)) ?? "/")
        reply.cookies = [cookie]
        return reply
    }
}
