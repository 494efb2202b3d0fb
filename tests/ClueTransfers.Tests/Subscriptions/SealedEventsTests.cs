using System.Text.Json;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Contracts;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

public sealed class SealedEventsTests
{
    const string District = "330305";
    const string Reference = "2026-0017";
    const string Letter = "〔2026〕12号";
    static readonly Guid Clue = Guid.Parse("019d0a37-0f5c-7a80-8a41-b9b3a55d2c02");
    static readonly Guid Author = Guid.NewGuid();
    static readonly Guid By = Guid.NewGuid();
    static readonly Guid Handler = Guid.NewGuid();
    static readonly Guid Supplement = Guid.Parse("019d0b11-7a2e-7d10-b3f4-5d1c2e3f4a55");
    static readonly string ContentHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static readonly string SupplementHash = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";
    static readonly DateTimeOffset ReceiptDue = DateTimeOffset.Parse("2026-11-26T16:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>One fact for each event that other systems get; the minutes distinguish them in the examples.</summary>
    static readonly IClueEvent[] Facts =
    [
        new ClueTransferred(Clue, District, Reference, Letter, ContentHash, ReceiptDue, Author, By, At(15)),
        new ClueSupplemented(Clue, District, Reference, Letter, Supplement, SupplementHash, Handler, By, At(16)),
        new ClueReceived(Clue, District, Reference, Letter, At(59), Author, By, At(17)),
        new ClueAccepted(Clue, District, Reference, Letter, Handler, Author, By, At(18)),
        new ClueReturned(Clue, District, Reference, Letter, Bodies.Discipline, Author, By, At(19)),
        new ClueDeclined(Clue, District, Reference, Letter, Author, By, At(20)),
        new ClueDisposed(Clue, District, Reference, Letter, Handler, Author, By, At(21)),
        new ClueClosed(Clue, District, Reference, Letter, Author, By, At(22)),
    ];

    [Fact]
    public void Every_event_is_a_CloudEvent_of_the_outbox_message_that_carries_it()
    {
        foreach (var fact in Facts)
        {
            var message = SealedEvents.For(fact)!;
            var json = JsonDocument.Parse(message.Body).RootElement;
            Assert.Equal("1.0", json.GetProperty("specversion").GetString());
            Assert.Equal(message.Id, json.GetProperty("id").GetGuid());
            Assert.Equal(message.Type, json.GetProperty("type").GetString());
            Assert.Equal(Clue, json.GetProperty("subject").GetGuid());
            Assert.Equal(fact.At, json.GetProperty("time").GetDateTimeOffset());
            Assert.Equal(District, json.GetProperty("district").GetString());
            Assert.Equal(("supervision.events", $"{message.Type}.{District}"), (message.Exchange, message.RoutingKey));
            Assert.Equal((District, Clue), (message.District, message.PartitionKey));
            Assert.Equal("application/cloudevents+json", message.ContentType);
        }
    }

    [Fact]
    public void An_event_names_nobody()
    {
        foreach (var fact in Facts)
        {
            var text = System.Text.Encoding.UTF8.GetString(SealedEvents.For(fact)!.Body);
            Assert.All([Author, By, Handler], person => Assert.DoesNotContain(person.ToString(), text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void What_happens_within_one_body_is_not_told()
    {
        IClueEvent[] inner =
        [
            new ClueRegistered(Clue, District, Reference, By, At(1)),
            new ClueCollated(Clue, District, Reference, Author, By, At(1)),
            new ClueMerged(Clue, District, Reference, Guid.NewGuid(), "2026-0018", Author, By, At(1)),
            new ClueAwaitingApproval(Clue, District, Reference, 0, [By], By, At(1)),
            new ClueApproved(Clue, District, Reference, ContentHash, Author, By, At(1)),
            new ClueReturned(Clue, District, Reference, null, Bodies.Cppcc, Author, By, At(1)),
            new ClueRejected(Clue, District, Reference, Author, By, At(1)),
            new ClueRefused(Clue, District, Reference, Author, By, At(1)),
            new ClueWithdrawn(Clue, District, Reference, Author, By, At(1)),
            new ClueOverdue(Clue, District, Reference, "receipt", At(1), Author, Handler, By, At(2)),
            new DisposalProposed(Clue, District, Reference, By, At(1)),
            new DisposalSentBack(Clue, District, Reference, Handler, By, At(1)),
        ];
        Assert.All(inner, fact => Assert.Null(SealedEvents.For(fact)));
    }

    [Fact]
    public void Every_kind_of_fact_about_a_clue_is_decided_on_here()
    {
        var decided = Facts.Select(fact => fact.GetType()).Concat(
        [
            typeof(ClueRegistered), typeof(ClueCollated), typeof(ClueMerged), typeof(ClueAwaitingApproval), typeof(ClueApproved), typeof(ClueRejected), typeof(ClueRefused),
            typeof(ClueWithdrawn), typeof(ClueOverdue), typeof(DisposalProposed), typeof(DisposalSentBack),
        ]);
        var facts = typeof(IClueEvent).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IClueEvent)));
        Assert.Equal(facts.Select(type => type.Name).Order(), decided.Select(type => type.Name).Order());
    }

    [Theory]
    [InlineData(Bodies.Discipline, 8)]
    [InlineData(Bodies.Cppcc, 7)]
    [InlineData(Bodies.Unit, 0)]
    [InlineData(Bodies.Party, 0)]
    [InlineData(Bodies.Public, 0)]
    public void A_body_may_subscribe_to_what_is_its_to_know(string body, int count)
    {
        var types = EventTypes.For(body);
        Assert.Equal(count, types.Count);
        Assert.Equal(body == Bodies.Discipline, types.Contains(EventTypes.Supplemented));
        Assert.All(types, type => Assert.Contains(type, Facts.Select(fact => SealedEvents.For(fact)!.Type)));
    }

    /// <summary>The examples of asyncapi.yaml are what the platform really sends, except for ids, which are new each time.</summary>
    [Fact]
    public void The_examples_for_integrators_are_the_events_that_are_sent()
    {
        var examples = Documents.AsyncApiExamples();
        Assert.Equal(EventTypes.For(Bodies.Discipline).Order(), examples.Keys.Order());
        foreach (var message in Facts.Select(fact => SealedEvents.For(fact)!))
            Assert.Equal(WithoutId(examples[message.Type]), WithoutId(JsonDocument.Parse(message.Body).RootElement));
        var guide = Documents.CodeBlock("json", "\"specversion\"");
        Assert.Equal(WithoutId(JsonDocument.Parse(guide).RootElement), WithoutId(JsonDocument.Parse(SealedEvents.For(Facts[0])!.Body).RootElement));
    }

    static SortedDictionary<string, string> WithoutId(JsonElement json) => new(
        json.EnumerateObject().Where(field => field.Name != "id").ToDictionary(field => field.Name, field => Plain(field.Value)), StringComparer.Ordinal);

    static string Plain(JsonElement value) => value.ValueKind is JsonValueKind.Object
        ? string.Join("; ", value.EnumerateObject().Select(field => $"{field.Name}={field.Value}"))
        : value.ToString();

    static DateTimeOffset At(int minute) => new(2026, 11, 23, 2, minute, 0, TimeSpan.Zero);
}
