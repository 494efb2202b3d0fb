namespace Supervision.Contracts;

/// <summary>
/// Something confidential awaits somebody: they are notified only of that, not of its kind, its matter, or who did what. The notice's id is used
/// for nothing else, so that nobody can see which notices belong together.
/// </summary>
/// <param name="Persons">Users to notify.</param>
/// <param name="Roles">Roles whose holders to notify, each as <c>body/role</c>.</param>
public sealed record SealedNoticeGiven(Guid NoticeId, string District, IReadOnlyList<Guid> Persons, IReadOnlyList<string> Roles, DateTimeOffset At)
    : IIntegrationEvent
{
    public Guid Aggregate => NoticeId;
}
