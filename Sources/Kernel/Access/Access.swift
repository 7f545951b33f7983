/// Who may call an endpoint. There is no default: an endpoint without it does not compile.
public enum Access: Sendable, Equatable {
    case everyone
    case signedIn
    /// Holds the permission for some agency or for the city.
    case holds(Permission)
    /// Holds the permission on the object that the path parameter names. To anyone else the object does not exist: 404.
    case holdsOn(Permission, String)
    /// Has a part in the object that the path parameter names, as its ``Scope`` says: handles it, asked for it, answers a part of it. To anyone else
    /// the object does not exist: 404.
    case isParty(to: String)

    public var permission: Permission? {
        switch self {
        case .everyone, .signedIn, .isParty: nil
        case .holds(let permission), .holdsOn(let permission, _): permission
        }
    }
}
