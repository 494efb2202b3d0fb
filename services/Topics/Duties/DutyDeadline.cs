namespace Supervision.Topics.Duties;

/// <summary>State of a duty item's deadline as published to others (R45).</summary>
/// <param name="Due">The first instant that is too late, UTC.</param>
/// <param name="Owner">Who has to meet it.</param>
internal readonly record struct DutyDeadline(DateTimeOffset Due, bool Open, Guid Owner)
{
    public const string Kind = "duty.item";
}

internal static class DutyDeadlineSecurity
{
    /// <summary>Lets the platform record that it published an item's deadline.</summary>
    public const string Declaration = """
        create policy platform_tells on duty_items for update using (app_serves(district)) with check (app_serves(district));
        """;
}
