namespace Supervision.Contracts;

/// <summary>The current state of a user, published at creation and at every change; services keep their own copy of it.</summary>
/// <param name="Body">One of <see cref="Bodies"/>.</param>
/// <param name="Roles">Role names within <paramref name="Body"/>.</param>
/// <param name="Unit">Code of the supervised unit a contact belongs to, else null.</param>
/// <param name="Active">False once the user may no longer sign in.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
/// <param name="Email">The user's mail address; null in older events that did not contain it.</param>
/// <param name="Mobile">The user's number for text messages.</param>
public sealed record UserChanged(
    Guid UserId, string District, string Body, string Name, IReadOnlyList<string> Roles, string? Unit, bool Active, long Version,
    string? Email = null, string? Mobile = null)
    : IIntegrationEvent
{
    public Guid Aggregate => UserId;
}
