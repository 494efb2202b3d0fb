using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

/// <summary>Events about clues made up by the tests.</summary>
internal static class Clues
{
    const string Reference = "2026-0017", Letter = "〔2026〕12号", Hash = "00";

    static readonly Guid Somebody = Guid.CreateVersion7();
    static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static ClueCollated Collated(Person author) => new(Guid.CreateVersion7(), author.District, Reference, author.Id, Somebody, At);

    public static ClueTransferred Transferred(Person author, Person by) =>
        new(Guid.CreateVersion7(), author.District, Reference, Letter, Hash, At.AddDays(3), author.Id, by.Id, At);

    public static ClueReceived Received(Person author) =>
        new(Guid.CreateVersion7(), author.District, Reference, Letter, At.AddMonths(1), author.Id, Somebody, At);

    public static ClueAccepted Accepted(Person author, Person handler, Person by) =>
        new(Guid.CreateVersion7(), author.District, Reference, Letter, handler.Id, author.Id, by.Id, At);

    public static DisposalProposed Proposed(Person handler) => new(Guid.CreateVersion7(), handler.District, Reference, handler.Id, At);

    public static ClueClosed Closed(Person author) => new(Guid.CreateVersion7(), author.District, Reference, Letter, author.Id, Somebody, At);

    /// <summary>Notifies one person the given number of times, in order.</summary>
    public static async Task<Guid[]> FillAsync(this Stack stack, Person person, int count)
    {
        var ids = new Guid[count];
        // One clue, so that the events keep their order.
        var collated = Collated(person);
        for (var i = 0; i < count; i++) ids[i] = await stack.PublishAsync(collated);
        await stack.As(person).ToldAsync(ids[^1]);
        return ids;
    }
}
