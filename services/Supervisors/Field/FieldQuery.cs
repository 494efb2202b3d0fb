using Supervision.Persistence.Lists;

namespace Supervision.Supervisors.Field;

/// <summary>Common part of field work lists: ordered by an instant, in the direction the caller chooses.</summary>
internal class FieldQuery : TimeQuery
{
    /// <summary>True: oldest first; default is latest first.</summary>
    public bool? Ascending { get; init; }
}
