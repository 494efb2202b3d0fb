using Supervision.ServiceDefaults.Requests;

namespace Supervision.Supervisors.Field;

/// <summary>What lists of work in the field have in common: as others by an instant, in an order of the caller's choice.</summary>
internal class FieldQuery : TimeQuery
{
    /// <summary>Oldest first; latest first unless given.</summary>
    public bool? Ascending { get; init; }
}
