public import Kernel
internal import Markup
internal import Matters
internal import Meetings

/// 管考: what agencies were told to do, and whether they did.
public enum MonitoringModule {
    static let dispatchDirectives = Permission("monitoring.dispatchDirectives", "交辦指（裁）示事項")

    /// What App's table of rights hands out.
    public static let permissions = Permissions(dispatch: dispatchDirectives)

    public struct Permissions: Sendable {
        public let dispatch: Permission
    }

    public static let module = Module(
        name: "monitoring", title: "管考",
        permissions: [dispatchDirectives],
        settings: MonitoringSettings.all,
        endpoints: [DispatchPages.show, DispatchPages.dispatch],
        contributions: [DirectiveProcedure.procedure, ReplyProcedure.procedure, Directive.opening],
        menu: [MenuItem("dispatch", "交辦事項", "/directives/new", in: .desk(.business), icon: "plus", permission: dispatchDirectives)],
        english: PackageResources.en_json)
}
