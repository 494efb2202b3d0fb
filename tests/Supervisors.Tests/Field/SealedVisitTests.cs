using System.IO.Compression;
using System.Text;
using Npgsql;
using RabbitMQ.Client;
using Supervision.Contracts;
using Supervision.Supervisors.Tests.Matrix;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>An unannounced visit (暗访, R18): nobody but its squad and their linked leaders learns of its plan before it starts.</summary>
public sealed class SealedVisitTests(SupervisorsPlatform platform)
{
    readonly Fieldwork _field = new(platform);

    [Fact]
    public async Task A_marker_in_a_sealed_plan_is_found_nowhere_before_the_visit_starts()
    {
        var marker = $"示例标记{Guid.NewGuid():N}";
        await using var heard = await Everything.ListenAsync(platform);
        var squad = await _field.SquadAsync();
        var before = await AnswersAsync();
        var numbers = await platform.ScalarAsync<long>("select coalesce(sum(last), 0) from number_series");
        var visit = (await _field.Api.PostAsync(_field.Supervisor, $"{Fieldwork.Path}/visits", _field.Plan(squad, "unannounced", heading: marker))).Id;
        (await _field.Api.PutAsync(_field.Supervisor, $"{Fieldwork.Path}/visits/{visit}", _field.PlanOf(visit, "unannounced"), "*")).Ok();
        (await _field.Api.PutAsync(_field.Supervisor, $"{Fieldwork.Path}/visits/{visit}", Marked(visit, marker), "*")).Ok();
        (await _field.SyncAsync(visit, _field.Supervisor, Fieldwork.FindingEntry(Guid.CreateVersion7(), DateTimeOffset.UtcNow, marker))).Ok(); // waits for the start

        string[] traces = [marker, visit.ToString()];
        var after = await AnswersAsync();
        foreach (var (call, answer) in after)
        {
            Assert.True(!traces.Any(trace => answer.Contains(trace, StringComparison.Ordinal)), $"{call} discloses it: {answer}");
            Assert.True(before[call].Length == answer.Length, $"{call} differs from the answer before: {answer}"); // no count, no statistic
        }

        Assert.Equal(numbers, await platform.ScalarAsync<long>("select coalesce(sum(last), 0) from number_series"));
        await heard.DrainAsync();
        Assert.All(heard.Messages, message => Assert.True(!traces.Any(trace => message.Contains(trace, StringComparison.Ordinal)), message));
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from outbox where convert_from(payload, 'UTF8') like '%' || $1 || '%'", marker));
        Assert.DoesNotContain(await platform.Host.LogsAsync("supervisors"), line => line.Contains(marker, StringComparison.Ordinal));
        await RowsAreForNobodyElseAsync(visit);

        (await _field.Api.PostAsync(_field.Supervisor, $"{Fieldwork.Path}/visits/{visit}/start", new { })).Ok();
        var seen = (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}")).Ok();
        Assert.Contains(marker, seen.Text, StringComparison.Ordinal);
        Assert.Matches(@"^V\d{4}-\d{4,}$", seen.Json.GetProperty("visit").GetProperty("reference").GetString());
    }

    [Fact]
    public async Task The_squad_and_their_linked_leaders_know_of_it_and_are_told_that_something_awaits_them()
    {
        await using var notices = await Listener.ToAsync(platform, nameof(SealedNoticeGiven));
        var visit = await PlannedAsync("示例·监督暗访");
        foreach (var role in new[] { Cppcc.Supervisor, Discipline.Handler, Cppcc.Chair, Discipline.Leader })
            Assert.Equal("true", (await _field.Api.GetAsync(_field.Of(role), $"{Fieldwork.Path}/visits/{visit}")).Ok().Json.GetProperty("visit").GetProperty("sealed").GetRawText());
        var notice = await notices.NextAsync(e => e.GetProperty("persons").EnumerateArray().Any(p => p.GetGuid() == _field.Handler.UserId));
        Assert.Equal(["aggregate", "at", "district", "noticeId", "persons", "roles"], notice.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_never_started_stays_sealed()
    {
        var visit = await PlannedAsync("示例·监督暗访");
        (await _field.Api.PostAsync(_field.Supervisor, $"{Fieldwork.Path}/visits/{visit}/cancel", new { reason = Fieldwork.Reason })).Ok();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await _field.Api.GetAsync(_field.Office, $"{Fieldwork.Path}/visits/{visit}")).Status);
        await RowsAreForNobodyElseAsync(visit);
    }

    [Fact]
    public async Task What_was_open_cannot_be_sealed_any_more()
    {
        var visit = await _field.PlannedAsync();
        (await _field.Api.PutAsync(_field.Supervisor, $"{Fieldwork.Path}/visits/{visit}", _field.PlanOf(visit, "unannounced"), "*"))
            .Refused(System.Net.HttpStatusCode.Conflict, "visit.stays_sealed");
    }

    async Task<Guid> PlannedAsync(string heading) => await _field.PlannedAsync("unannounced", heading: heading);

    object Marked(Guid visit, string marker) => _field.Plan(
        platform.ScalarAsync<Guid>("select party_id from visits where id = $1", visit).GetAwaiter().GetResult(), "unannounced", heading: marker);

    /// <summary>Responses of every endpoint without an id to everybody who may not know.</summary>
    async Task<Dictionary<string, string>> AnswersAsync()
    {
        Role[] know = [Cppcc.Supervisor, Discipline.Handler, Cppcc.Chair, Discipline.Leader];
        var paths = AccessMatrix.Rows.Where(row => row.Reads && row.Of is null && row.Endpoint.StartsWith("GET ", StringComparison.Ordinal))
            .Select(row => row.Path ?? row.Endpoint[4..]).Where(path => !path.Contains('{', StringComparison.Ordinal)).Distinct().ToList();
        var answers = new Dictionary<string, string>();
        foreach (var actor in (Actor[])[.. Roles.All.Except(know).Select(role => (Actor)_field.Of(role)), platform.Accounts.System(Bodies.Cppcc), platform.Accounts.System(Bodies.Discipline)])
        {
            foreach (var path in paths) answers[$"{path} by {actor.Name}"] = await TextAsync(actor, path);
        }

        return answers;
    }

    /// <summary>Text of a response; for a spreadsheet its cells.</summary>
    async Task<string> TextAsync(Actor actor, string path)
    {
        using var http = new HttpClient { BaseAddress = platform.Host.Address("supervisors") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await _field.Api.TokenAsync(actor));
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode) return answer.StatusCode.ToString();
        if (bytes is not [(byte)'P', (byte)'K', ..]) return Encoding.UTF8.GetString(bytes);
        await using var archive = new ZipArchive(new MemoryStream(bytes));
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Row-level security alone: the service's own role, under everybody else's scope and the platform's, finds no row.</summary>
    async Task RowsAreForNobodyElseAsync(Guid visit)
    {
        await using var connection = new NpgsqlConnection(platform.Host.EnvironmentOf("supervisors")["ConnectionStrings__supervisorsdb"]);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        Role[] know = [Cppcc.Supervisor, Discipline.Handler, Cppcc.Chair, Discipline.Leader];
        List<(string Body, string Role, Guid? User)> scopes =
        [
            .. Roles.All.Select(role => (role.Body, role.Name, know.Contains(role) ? Guid.NewGuid() : (Guid?)_field.Of(role).UserId)),
            (Bodies.Cppcc, "system", null), (Bodies.Discipline, "system", null), ("service", "", null), (Bodies.Public, "", null),
        ];
        foreach (var (body, role, user) in scopes)
        {
            foreach (var (table, column) in new[] { ("visits", "id"), ("field_entries", "visit_id"), ("field_files", "visit_id"), ("findings", "visit_id") })
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"select set_config('app.district', '330305', false), set_config('app.body', $1, false), set_config('app.roles', $2, false), set_config('app.user', $3, false)";
                foreach (var value in (string[])[body, role, user?.ToString() ?? ""]) command.Parameters.AddWithValue(value);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                await using var count = new NpgsqlCommand($"select count(*) from {table} where {column} = $1", connection) { Parameters = { new() { Value = visit } } };
                Assert.True((long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0, $"{table} under {body}/{role}");
            }
        }
    }
}

/// <summary>Receives every event of the platform.</summary>
public sealed class Everything : IAsyncDisposable
{
    readonly IConnection _connection;
    readonly IChannel _channel;
    readonly string _queue;
    readonly SupervisorsPlatform _platform;

    Everything(IConnection connection, IChannel channel, string queue, SupervisorsPlatform platform) =>
        (_connection, _channel, _queue, _platform) = (connection, channel, queue, platform);

    public List<string> Messages { get; } = [];

    public static async Task<Everything> ListenAsync(SupervisorsPlatform platform)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(platform.Host.ConnectionString("rabbitmq")) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync(exclusive: true)).QueueName;
        await channel.QueueBindAsync(queue, Envelope.EveryEvent, "");
        return new(connection, channel, queue, platform);
    }

    /// <summary>Waits until everything to publish is published.</summary>
    public async Task DrainAsync()
    {
        await Eventually.EqualAsync(0L, () => _platform.ScalarAsync<long>("select count(*) from outbox"));
        while (await _channel.BasicGetAsync(_queue, autoAck: true) is { } message) Messages.Add($"{message.BasicProperties.Type} {Encoding.UTF8.GetString(message.Body.Span)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
