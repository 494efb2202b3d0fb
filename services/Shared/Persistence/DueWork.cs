using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Supervision.Persistence;

/// <summary>
/// One background job. What is due is in the database, so a restart forgets nothing; every copy of the service looks for it. A job is made
/// anew for each run, in a scope of its own that works for the platform in all districts.
/// </summary>
public interface IDueWork
{
    /// <summary>Once in a process, before anything else.</summary>
    Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>
    /// Claims a batch, so that no other copy has it too (<c>for update skip locked</c>, a lease or an advisory lock), and does it. Whatever
    /// it throws is logged once and tried again after growing pauses.
    /// </summary>
    /// <returns>How many items were done; after 0 there is a pause.</returns>
    Task<int> RunOnceAsync(CancellationToken ct);

    /// <summary>When something stored becomes due; null if nothing does or only looking tells. Asked after a run that did nothing.</summary>
    Task<DateTimeOffset?> NextAsync(CancellationToken ct) => Task.FromResult<DateTimeOffset?>(null);
}

/// <summary>The loop of one job: when it runs, and what happens when it fails.</summary>
public sealed partial class DueWork<TJob>(
    IServiceScopeFactory scopes, Pace pace, Func<IServiceProvider, int, TJob> create, WakeUp commits, TimeProvider clock,
    ILogger<TJob> logger)
    : BackgroundService
    where TJob : IDueWork
{
    /// <summary>Shortest pause until an instant that is known.</summary>
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    /// <summary>A run that lasts for as long as a connection holds, and held for this long, fails for the first time.</summary>
    static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    static readonly string Name = typeof(TJob).Name.Split('`')[0];
    static readonly KeyValuePair<string, object?> Tag = new("job", Name);

    readonly WakeUp _wakeUp = pace.WokenBy ?? commits;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (pace.Lanes == 0) return;
        try
        {
            if (pace.First > TimeSpan.Zero) await WaitAsync(_wakeUp.Next, pace.First, stoppingToken);
            await UntilDoneAsync(() => PrepareAsync(stoppingToken), stoppingToken);
            await Task.WhenAll(Enumerable.Range(0, pace.Lanes).Select(lane => RunAsync(lane, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping.
        }
    }

    /// <summary>One run, at once.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct) => (await RoundAsync(0, ct)).Done;

    async Task RunAsync(int lane, CancellationToken ct)
    {
        for (var quiet = pace.Shortest; ;)
        {
            var (change, began) = (_wakeUp.Next, clock.GetTimestamp());
            var (done, next) = await UntilDoneAsync(() => RoundAsync(lane, ct), ct);
            if (done > 0 && pace.IsWoken)
            {
                quiet = pace.Shortest;
                await Task.Delay(pace.Rest(clock.GetElapsedTime(began)), clock, ct);
            }
            else if (await WaitAsync(change, NoLaterThan(next, Quiet(quiet)), ct))
            {
                // Changes come in showers: one look for all of a pause.
                quiet = pace.Shortest;
                if (quiet - clock.GetElapsedTime(began) is { Ticks: > 0 } left) await Task.Delay(NoLaterThan(next, left), clock, ct);
            }
            else
            {
                quiet = quiet * 2 < pace.Longest ? quiet * 2 : pace.Longest;
            }
        }
    }

    /// <summary>A random part less, so that copies and lanes look at different moments.</summary>
    TimeSpan Quiet(TimeSpan pause) =>
        pace.Longest == Timeout.InfiniteTimeSpan ? pace.Longest : pace.IsWoken ? pause * (1 - (Random.Shared.NextDouble() / 4)) : pause;

    TimeSpan NoLaterThan(DateTimeOffset? next, TimeSpan pause)
    {
        if (next - clock.GetUtcNow() is not { } left) return pause;
        // What is due already, and was not done, is another copy's at the moment.
        left = left <= TimeSpan.Zero ? pace.Shortest : left < Breath ? Breath : left;
        return pause == Timeout.InfiniteTimeSpan || left < pause ? left : pause;
    }

    /// <returns>Whether it was woken.</returns>
    async Task<bool> WaitAsync(Task change, TimeSpan longest, CancellationToken ct)
    {
        if (pace.IsWoken) await change.WaitAsync(longest, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else await Task.Delay(longest, clock, ct);
        ct.ThrowIfCancellationRequested();
        return pace.IsWoken && change.IsCompleted;
    }

    async Task<T> UntilDoneAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        for (var (failures, isUnexpected) = (0, false); ;)
        {
            var began = clock.GetTimestamp();
            try
            {
                var result = await work();
                if (failures > 0) Resumed(Name, failures);
                return result;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                DueWorkMetrics.Failures.Add(1, Tag);
                if (clock.GetElapsedTime(began) > Steady) (failures, isUnexpected) = (0, false);
                if (!Trouble.IsTransient(e))
                {
                    if (!isUnexpected) Failed(Name, e);
                    isUnexpected = true;
                }
                else if (failures == 0)
                {
                    Interrupted(Name, e);
                }

                await Task.Delay(Trouble.Pause(++failures, e is UnavailableException ? pace.LongestAway : null), clock, ct);
            }
        }
    }

    async Task<bool> PrepareAsync(CancellationToken ct)
    {
        await using var scope = Scope();
        await create(scope.ServiceProvider, 0).PrepareAsync(ct);
        return true;
    }

    async Task<(int Done, DateTimeOffset? Next)> RoundAsync(int lane, CancellationToken ct)
    {
        WakeUpInterceptor.Hold();
        var began = clock.GetTimestamp();
        await using var scope = Scope();
        var job = create(scope.ServiceProvider, lane);
        var done = await job.RunOnceAsync(ct);
        DueWorkMetrics.Runs.Add(1, Tag);
        DueWorkMetrics.Items.Add(done, Tag);
        DueWorkMetrics.Duration.Record(clock.GetElapsedTime(began).TotalSeconds, Tag);
        if (done == 0) return (0, await job.NextAsync(ct));
        commits.Set();
        return (done, null);
    }

    AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        return scope;
    }

    [LoggerMessage(LogLevel.Warning, "{Job} is interrupted; it is tried again shortly")]
    partial void Interrupted(string job, Exception e);

    [LoggerMessage(LogLevel.Error, "{Job} failed; it is tried again shortly")]
    partial void Failed(string job, Exception e);

    [LoggerMessage(LogLevel.Information, "{Job} goes on after {Failures} failures")]
    partial void Resumed(string job, int failures);
}

/// <summary>Instruments of all jobs, by <c>job</c>, under the name <c>Supervision.DueWork</c>.</summary>
internal static class DueWorkMetrics
{
    static readonly Meter Meter = new("Supervision.DueWork");

    public static readonly Counter<long> Runs = Meter.CreateCounter<long>("due_work.runs", "{run}", "Runs that did not fail");

    public static readonly Counter<long> Items = Meter.CreateCounter<long>("due_work.items", "{item}", "Items done");

    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("due_work.failures", "{run}", "Runs that failed");

    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("due_work.duration", "s", "Duration of a run");
}

public static class DueWorkExtensions
{
    /// <summary>Runs a job in every process of the service. It comes from the services if it is one of them.</summary>
    public static IServiceCollection AddDueWork<TJob>(this IServiceCollection services, Pace pace)
        where TJob : class, IDueWork => services.AddDueWork<TJob>(_ => pace);

    /// <param name="pace">Made at the start, by settings.</param>
    public static IServiceCollection AddDueWork<TJob, TSettings>(this IServiceCollection services, Func<TSettings, Pace> pace)
        where TJob : class, IDueWork
        where TSettings : class => services.AddDueWork<TJob>(provider => pace(provider.GetRequiredService<IOptions<TSettings>>().Value));

    public static IServiceCollection AddDueWork<TJob>(this IServiceCollection services, Func<IServiceProvider, Pace> pace)
        where TJob : class, IDueWork
    {
        var create = ActivatorUtilities.CreateFactory<TJob>([]);
        return services.AddDueWork(pace, (scope, _) => scope.GetService<TJob>() ?? create(scope, []));
    }

    /// <param name="create">Makes the job of one lane.</param>
    public static IServiceCollection AddDueWork<TJob>(
        this IServiceCollection services, Func<IServiceProvider, Pace> pace, Func<IServiceProvider, int, TJob> create)
        where TJob : class, IDueWork =>
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DueWork<TJob>>(provider, pace(provider), create))
            .AddHostedService(provider => provider.GetRequiredService<DueWork<TJob>>());
}
