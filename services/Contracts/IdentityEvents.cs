namespace Supervision.Contracts;

/// <summary>The present state of a user, told at creation and at every change; services keep their own copy of it.</summary>
/// <param name="Body">One of <see cref="Bodies"/>.</param>
/// <param name="Roles">Role names within <paramref name="Body"/>.</param>
/// <param name="Unit">Code of the supervised unit a contact is bound to, else null.</param>
/// <param name="Active">False once the user may no longer sign in.</param>
/// <param name="Version">Grows with every change; a copy never goes back to a lower one.</param>
/// <param name="Email">Where mail reaches the user; null in events from before there was any.</param>
/// <param name="Mobile">Where text messages reach the user.</param>
public sealed record UserChanged(
    Guid UserId, string District, string Body, string Name, IReadOnlyList<string> Roles, string? Unit, bool Active, long Version,
    string? Email = null, string? Mobile = null)
    : IIntegrationEvent
{
    public Guid Aggregate => UserId;
}
