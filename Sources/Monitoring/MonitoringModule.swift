public import Kernel
internal import Markup
internal import Matters
internal import Meetings

/// 管考: what agencies were told to do, and whether they did.
public enum MonitoringModule {
    static let dispatchDirectives = Permission("monitoring.dispatchDirectives", "交辦指（裁）示事項")

    static let readDirectives = Permission("monitoring.readDirectives", "看各機關的列管事項與統計")

    /// What App's table of rights hands out.
    public static let permissions = Permissions(dispatch: dispatchDirectives, read: readDirectives)

    public struct Permissions: Sendable {
        public let dispatch: Permission
        public let read: Permission
    }

    public static let module = Module(
        name: "monitoring", title: "管考",
        permissions: [dispatchDirectives, readDirectives],
        settings: MonitoringSettings.all,
        migrations: MonitoringSchema.migrations,
        records: MonitoringSchema.records,
        endpoints: [
            DispatchPages.show, DispatchPages.dispatch, MinutesPages.list, MinutesPages.upload, MinutesCheckPages.show, MinutesCheckPages.keep,
            DirectivePages.list, StatisticsPages.show, SessionPages.list, SessionPages.report, OpenDirectivePages.list, OpenDirectivePages.feed,
        ],
        contributions: [DirectiveProcedure.procedure, ReplyProcedure.procedure, Directive.opening, DirectivePublicTable.directives],
        menu: [
            MenuItem("resolutions", "公開的決議", "/resolutions"),
            MenuItem("directives", "列管事項", "/directives", in: .desk(.business), icon: "list", permission: readDirectives),
            MenuItem("minutes", "會議紀錄", MinutesURL.list, in: .desk(.business), icon: "list", permission: dispatchDirectives),
            MenuItem("dispatch", "交辦事項", "/directives/new", in: .desk(.business), icon: "plus", permission: dispatchDirectives),
        ],
        english: PackageResources.en_json,
        sitemap: { _ in ["/resolutions"] })
}
