using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using Supervision.Testing;

namespace Supervision.EndToEnd.Faults;

/// <summary>One platform for all fault tests, run one after the other: what each leaves behind is included in the next one's counts.</summary>
[CollectionDefinition(nameof(FaultPlatform), DisableParallelization = true)]
public sealed class FaultCollection : ICollectionFixture<FaultPlatform>;

/// <summary>
/// The real platform, its ClueTransfers and Notifications built in the configuration Faults, so that they can be made to die at a named
/// point. The host restarts them, as it does in operation.
/// </summary>
public sealed class FaultPlatform : PlatformHost
{
    private readonly string _folder;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private SignInClient? _signIn;

    public FaultPlatform()
        : this(Directory.CreateTempSubdirectory("supervision-faults-").FullName)
    {
    }

    private FaultPlatform(string folder)
        : base(Options(folder)) => _folder = folder;

    internal SampleAccounts Accounts { get; private set; } = new([], []);

    internal District Dongtou { get; private set; } = null!;

    internal District Lucheng { get; private set; } = null!;

    internal IReadOnlyList<District> Districts => [Dongtou, Lucheng];

    /// <summary>Transfers whose success a caller received, by clue: the letter's number in the response.</summary>
    internal ConcurrentDictionary<Guid, string> Accepted { get; } = new();

    /// <summary>The processes killed here run as in operation.</summary>
    protected override bool IsDurable => true;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _signIn = new SignInClient(Gateway);
        Accounts = SampleAccounts.Read(AccountsFile);
        Dongtou = await District.OpenAsync(this, SampleAccounts.Dongtou);
        Lucheng = await District.OpenAsync(this, SampleAccounts.Lucheng);
        await Records.UntilPeopleAreKnownAsync(this);
    }

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A request through the gateway. A broken connection is also a result.</summary>
    internal async Task<Answer> SendAsync(HttpMethod method, string path, SampleAccount by, string? json = null, string? key = null)
    {
        var token = await _signIn!.TokenAsync(by);
        using var request = new HttpRequestMessage(method, new Uri(Gateway, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        try
        {
            using var response = await _http.SendAsync(request);
            return new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsStringAsync());
        }
        catch (Exception silence) when (silence is HttpRequestException or IOException or TaskCanceledException)
        {
            return Answer.None(silence);
        }
    }

    /// <summary>Lets the service die (SIGKILL to itself) the next time it reaches the point.</summary>
    /// <returns>A task that completes once it has died there and runs again.</returns>
    internal Func<Task> Arm(string service, string point)
    {
        var process = Host.ProcessId(service);
        var file = ArmFile(_folder, service);
        File.WriteAllText($"{file}.new", point);
        File.Move($"{file}.new", file);
        return async () =>
        {
            await Eventually.GetAsync(
                () => Task.FromResult(Host.ProcessId(service)),
                now => now != process,
                _ => $"{service} did not die: {(File.Exists(file) ? $"it never got to {point}" : "its process is still the same")}");
            await Host.WaitForHealthyAsync(service, TestContext.Current.CancellationToken);
        };
    }

    /// <summary>Ends the service's process without warning (SIGKILL) and waits until the host has it running again.</summary>
    internal async Task KillAsync(string service)
    {
        var process = Host.ProcessId(service);
        using (var victim = Process.GetProcessById(process!.Value)) victim.Kill();
        await Eventually.GetAsync(() => Task.FromResult(Host.ProcessId(service)), now => now != process, _ => $"{service} was not started again.");
        await Host.WaitForHealthyAsync(service, TestContext.Current.CancellationToken);
    }

    /// <summary>What waits where, and the end of every process's log without routine lines.</summary>
    internal async Task<string> ReportAsync()
    {
        var report = new StringBuilder();
        try
        {
            report.AppendLine(null, $"outboxes: {string.Join(" | ", (await Records.OutboxAsync(Host)).CountBy(row => row))}");
            await using var broker = await BrokerTap.OpenAsync(Host);
            foreach (var queue in new[] { "clues", "notifications" }) report.AppendLine(null, $"{queue}: {await broker.CountAsync(queue)} ready");
        }
        catch (Exception down) when (down is NpgsqlException or BrokerUnreachableException)
        {
            report.AppendLine(down.Message);
        }

        foreach (var resource in new[] { "clues", "assessment", "notifications", "gateway", "identity", "rabbitmq", "postgres" })
        {
            report.AppendLine(null, $"--- {resource}").AppendJoin('\n', (await Host.LogsAsync(resource)).Where(IsTelling).TakeLast(40)).AppendLine();
        }

        return report.ToString();
    }

    private static bool IsTelling(string line) =>
        !line.Contains("info: ", StringComparison.Ordinal) && !line.Contains("HealthChecks", StringComparison.Ordinal)
        && !line.Contains("Database.Connection[20004]", StringComparison.Ordinal) && !line.Contains("not yet accepting", StringComparison.Ordinal);

    private static string ArmFile(string folder, string service) => Path.Combine(folder, service);

    private static TestHostOptions Options(string folder) => new()
    {
        OtherBuilds = new Dictionary<string, string> { ["clues"] = FaultBuild("ClueTransfers"), ["notifications"] = FaultBuild("Notifications") },
        Environment = new Dictionary<string, Dictionary<string, string>>
        {
            ["clues"] = new() { ["SUPERVISION_FAULT_FILE"] = ArmFile(folder, "clues") },
            ["notifications"] = new() { ["SUPERVISION_FAULT_FILE"] = ArmFile(folder, "notifications") },
            // Nobody signs in again while a server is down, and the limit per caller is not under test.
            ["identity"] = new() { ["Tokens__Access"] = "00:30:00" },
            ["gateway"] = new() { ["Limits__Caller__PerSecond"] = "100000", ["Limits__Caller__Burst"] = "100000" },
        },
    };

    private static string FaultBuild(string project)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var assembly = Path.Combine(folder.FullName, "services", project, "bin", "Faults", "net10.0", $"Supervision.{project}");
            if (File.Exists(assembly)) return assembly;
        }

        throw new InvalidOperationException($"{project} is not built in the configuration Faults; build this project.");
    }
}
