namespace Supervision.Contracts;

/// <summary>
/// Something sealed awaits somebody: they are told that, and nothing of what kind it is, which matter, or who did what. Its id is of this
/// notice alone, so that no two of them are seen to belong together.
/// </summary>
/// <param name="Persons">Users who are told.</param>
/// <param name="Roles">Holders of these are told, each as <c>body/role</c>.</param>
public sealed record SealedNoticeGiven(Guid NoticeId, string District, IReadOnlyList<Guid> Persons, IReadOnlyList<string> Roles, DateTimeOffset At)
    : IIntegrationEvent
{
    public Guid Aggregate => NoticeId;
}
