using System.Net;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Assessment.Conversion;
using Supervision.Assessment.Data;
using Supervision.Assessment.Tests.Forms;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Assessment.Tests.Conversion;

/// <summary>Conversion (R41): the same events give the same figures in any order and however often; nothing about a clue is disclosed.</summary>
public sealed class ReplayTests(AssessmentPlatform platform)
{
    const string District = SampleAccounts.Dongtou;

    static int _years = 2030;

    readonly ServiceApi _api = platform.Api;
    readonly Affairs _ours = new(platform);

    [Fact]
    public async Task The_same_events_in_several_orders_and_doubled_leave_the_same_figures()
    {
        var story = Story(Interlocked.Increment(ref _years), findings: 6, suggestions: 5, clues: 7).ToList();
        var expected = (string?)null;
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var events = story.ToArray();
            if (seed > 0) events = [.. events, .. events.Where(_ => random.Next(2) == 0)];
            if (seed > 0) random.Shuffle(events);
            var rows = await TellAsync(events);
            expected ??= rows;
            Assert.Equal(expected, rows);
        }
    }

    [Fact]
    public async Task Every_plot_counts_what_its_events_say()
    {
        var year = Interlocked.Increment(ref _years);
        await TellAsync([.. Story(year, findings: 6, suggestions: 5, clues: 8)], keep: true);
        var path = $"{Affairs.Path}/conversion/{year}";
        var findings = (await _api.GetAsync(platform.Accounts.Holder(Others.Reviewer), $"{path}/findings?by=unit")).Ok().Json.EnumerateArray().Single();
        Assert.Equal(("330305-U01", 6, 3), (findings.GetProperty("key").GetString(), findings.GetProperty("begun").GetInt32(), findings.GetProperty("done").GetInt32()));
        var adoption = (await _api.GetAsync(_ours.Office, $"{path}/suggestions")).Ok().Json.EnumerateArray().Single();
        Assert.Equal((5, 3, 2), (adoption.GetProperty("suggested").GetInt32(), adoption.GetProperty("adopted").GetInt32(), adoption.GetProperty("pending").GetInt32()));
        var fields = (await _api.GetAsync(_ours.Office, $"{path}/suggestions?by=field")).Ok().Json.EnumerateArray()
            .Select(row => (row.GetProperty("key").GetString(), row.GetProperty("suggested").GetInt32(), row.GetProperty("adopted").GetInt32()));
        Assert.Equal([("businessEnvironment", 3, 3), ("publicService", 2, 0)], fields);
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.GetAsync(_ours.Office, $"{path}/suggestions?by=severity")).Status);
        var clues = (await _api.GetAsync(_ours.Leader, $"{path}/clues")).Ok().Json;
        Assert.Equal((8, 4, 8), (clues.GetProperty("transferred").GetInt32(), clues.GetProperty("disposed").GetInt32(), clues.GetProperty("received").GetInt32()));
        var times = (await _api.GetAsync(_ours.Office, $"{path}/closing-times")).Ok().Json.GetProperty("findings");
        Assert.Equal((3, 30.0), (times.GetProperty("closed").GetInt32(), times.GetProperty("median").GetDouble()));
        (await _api.GetAsync(_ours.Office, $"{path}/on-time?by=field")).Ok();
        Assert.Equal(5, (await _api.GetAsync(_ours.Liaison, $"{Affairs.Path}/conversion/years")).Ok().Json.GetArrayLength());
        (await _api.GetAsync(_ours.Liaison, $"{Affairs.Path}/conversion/years/export")).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(_ours.Office, $"{Affairs.Path}/conversion/99/clues")).Status);
    }

    /// <summary>Callers who may not read the clue register get no figure below five, and none from which one could be derived.</summary>
    [Theory]
    [InlineData(4, null, null), InlineData(8, 8, null), InlineData(10, 10, 5)]
    public async Task A_liaison_gets_no_figure_that_points_to_a_single_clue(int clues, int? transferred, int? disposed)
    {
        var year = Interlocked.Increment(ref _years);
        await TellAsync([.. Story(year, findings: 0, suggestions: 0, clues)], keep: true);
        var told = (await _api.GetAsync(_ours.Liaison, $"{Affairs.Path}/conversion/{year}/clues")).Ok().Json;
        Assert.Equal((transferred, disposed), (Figure("transferred"), Figure("disposed")));
        Assert.All((string[])["received", "accepted", "declined", "closed", "overdue"], name => Assert.Null(Figure(name)));

        int? Figure(string name) => told.GetProperty(name).ValueKind is System.Text.Json.JsonValueKind.Null ? null : told.GetProperty(name).GetInt32();
    }

    /// <summary>A finding that continued as a clue leaves no unit, field or severity, whichever of its events came last.</summary>
    [Fact]
    public async Task A_finding_that_became_a_clue_stands_in_no_breakdown()
    {
        var year = Interlocked.Increment(ref _years);
        foreach (var backwards in (bool[])[false, true])
        {
            var first = Finding(year, 1);
            var second = first with { Disposition = "clue", Version = 2, At = first.At.AddDays(1) };
            await TellAsync(backwards ? [second, first] : [first, second], keep: true);
            Assert.Empty((await _api.GetAsync(_ours.Office, $"{Affairs.Path}/conversion/{year}/findings?by=unit")).Ok().Json.EnumerateArray());
            Assert.Equal(1, await platform.ScalarAsync<long>(
                "select count(*) from conversion_findings where finding_id = $1 and field is null and severity is null and units = '{}'", first.FindingId));
        }
    }

    /// <summary>Also counts a form without a topic, for which no event goes to other services.</summary>
    [Fact]
    public async Task The_years_line_counts_forms_of_a_topic_and_of_none()
    {
        var cases = new FormCases(_ours);
        var before = await FormsAsync();
        var form = await cases.RepliedAsync();
        await cases.IssuedAsync(topic: await cases.TopicAsync());
        Assert.Equal((before.Begun + 2, before.Done), await FormsAsync());
        await cases.JudgeAsync((await cases.ItemsAsync(form))[0], 1, accept: true);
        Assert.Equal((before.Begun + 2, before.Done + 1), await FormsAsync());

        async Task<(int Begun, int Done)> FormsAsync()
        {
            var line = (await _api.GetAsync(platform.Accounts.Holder(Others.Reviewer), $"{Affairs.Path}/conversion/years")).Ok().Json.EnumerateArray().Last().GetProperty("forms");
            return (line.GetProperty("begun").GetInt32(), line.GetProperty("done").GetInt32());
        }
    }

    static IEnumerable<IIntegrationEvent> Story(int year, int findings, int suggestions, int clues)
    {
        var start = new DateTimeOffset(year, 3, 1, 2, 0, 0, TimeSpan.Zero);
        for (var i = 1; i <= findings; i++)
        {
            var finding = Finding(year, i);
            yield return finding with { Severity = "serious" };
            yield return finding with { Version = 2 };
            yield return new ReferredFindingChanged(finding.FindingId, finding.District, "rectification", Guid.NewGuid(), null, "open", 1, start);
            if (i % 2 == 0) yield return new ReferredFindingChanged(finding.FindingId, finding.District, "rectification", Guid.NewGuid(), null, "closed", 2, finding.At.AddDays(30));
        }

        for (var i = 1; i <= suggestions; i++)
        {
            var (advice, suggestion, topic) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
            yield return new SuggestionHandedOver(suggestion, District, topic, i, "〔2026〕3号", "示例单位", "建议", Guid.NewGuid(), start, i % 2 == 0 ? "publicService" : "businessEnvironment");
            if (i % 2 == 0) continue;
            yield return new AdviceAnswered(advice, District, topic, suggestion, Adoptions.NotAdopted, Guid.NewGuid(), start.AddDays(2));
            yield return new AdviceAnswered(advice, District, topic, suggestion, Adoptions.Adopted, Guid.NewGuid(), start.AddDays(9));
        }

        for (var i = 1; i <= clues; i++)
        {
            var (clue, author, by) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
            yield return new ClueTransferred(clue, District, "2026-0001", "〔2026〕1号", "0f", start.AddDays(5), author, by, start);
            yield return new ClueTransferred(clue, District, "2026-0001", "〔2026〕1号", "0f", start.AddDays(9), author, by, start.AddDays(4));
            yield return new ClueReceived(clue, District, "2026-0001", "〔2026〕1号", start.AddDays(30), author, by, start.AddDays(6));
            if (i % 2 == 0) yield return new ClueDisposed(clue, District, "2026-0001", "〔2026〕1号", by, author, by, start.AddDays(20));
        }
    }

    static FindingReferred Finding(int year, int number) => new(
        Guid.NewGuid(), District, $"V{number}", "rectification", true, Guid.NewGuid(), null, "businessEnvironment", ["330305-U01"], "minor", "窗口", "整改", [],
        Guid.NewGuid(), 1, new DateTimeOffset(year, 3, 1, 2, 0, 0, TimeSpan.Zero).AddMinutes(number));

    /// <summary>Passes the events to the consumers, under the service's own role.</summary>
    /// <returns>All copies afterwards.</returns>
    async Task<string> TellAsync(IReadOnlyList<IIntegrationEvent> events, bool keep = false)
    {
        await using var db = await ServiceAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var @event in events) await GiveAsync(db, @event);
        var rows = await db.Database.SqlQuery<string>($"""
            select line as "Value" from (
                select 'finding ' || t::text from conversion_findings t union all select 'fate ' || t::text from conversion_fates t
                union all select 'suggestion ' || t::text from conversion_suggestions t union all select 'clue ' || t::text from conversion_clues t) as copies(line)
            """).ToListAsync();
        if (keep) await transaction.CommitAsync();
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }

    static async Task GiveAsync(AssessmentDb db, IIntegrationEvent @event)
    {
        foreach (var consumer in (object[])[new ConversionConsumer(db), new ClueCopyConsumer(db)])
        {
            var contract = typeof(IConsumer<>).MakeGenericType(@event.GetType());
            if (contract.IsInstanceOfType(consumer))
                await (Task)contract.GetMethod("Consume")!.Invoke(consumer, [Delivered.Of(@event)])!;
        }
    }

    /// <summary>The service's model on the service's connection, in the scope of the platform.</summary>
    async Task<AssessmentDb> ServiceAsync()
    {
        var source = NpgsqlDataSource.Create(platform.Host.EnvironmentOf("assessment")["ConnectionStrings__assessmentdb"]!);
        var options = new DbContextOptionsBuilder<AssessmentDb>();
        DatabaseExtensions.Configure(options, source);
        var db = new AssessmentDb(options.Options);
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlAsync($"select set_config('app.district', '*', false), set_config('app.body', 'service', false)");
        return db;
    }
}
