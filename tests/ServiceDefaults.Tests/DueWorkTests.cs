using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Supervision.Persistence;
using Supervision.Testing;

namespace Supervision.ServiceDefaults.Tests;

/// <summary>The frame of all background jobs, on a real database.</summary>
public sealed class DueWorkTests(Infrastructure infrastructure) : IAsyncLifetime
{
    const int Items = 300;
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string _database = "";

    public async ValueTask InitializeAsync()
    {
        _database = await infrastructure.CreateDatabaseAsync(Cancellation);
        await using var source = NpgsqlDataSource.Create(_database);
        await source.CreateCommand($"""
            create table items (id int primary key, looks int not null);
            create table doings (item int not null);
            insert into items select i, 0 from generate_series(1, {Items}) i
            """).ExecuteNonQueryAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Copies_share_the_work_and_do_nothing_twice()
    {
        await using var one = await StartAsync<TakeItems>(Quick);
        await using var two = await StartAsync<TakeItems>(Quick);
        await Eventually.EqualAsync((long)Items, () => ScalarAsync("select count(*) from doings"));
        var work = one.Services.GetRequiredService<DueWork<TakeItems>>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => work.RunOnceAsync(Cancellation)));
        Assert.Equal(Items, await ScalarAsync("select count(distinct item) from doings"));
        Assert.Equal(Items, await ScalarAsync("select count(*) from doings"));
    }

    [Fact]
    public async Task Trouble_is_logged_once_and_the_work_goes_on_afterwards()
    {
        var script = new Script(new NpgsqlException("away", new IOException()), new Away(), new Away());
        await using var app = await StartAsync<Scripted>(Quick, script);
        await Eventually.TrueAsync(() => Task.FromResult(script.Runs > 4), "it goes on");
        Assert.Equal([LogLevel.Warning, LogLevel.Information], script.Logged.Select(entry => entry.Level));
        Assert.Contains("after 3 failures", script.Logged.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_logged_once_with_the_jobs_name_and_ends_neither_job_nor_process()
    {
        var script = new Script(new InvalidOperationException("a mistake"), new InvalidOperationException("a mistake"));
        await using var app = await StartAsync<Scripted>(Quick, script);
        await Eventually.TrueAsync(() => Task.FromResult(script.Runs > 3), "it goes on");
        var error = Assert.Single(script.Logged, entry => entry.Level == LogLevel.Error);
        Assert.Contains(nameof(Scripted), error.Text, StringComparison.Ordinal);
        Assert.False(app.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Pauses_double_while_nothing_happens_and_a_commit_wakes_at_once()
    {
        var clock = new RecordingClock { Skipped = 7 };
        var script = new Script();
        await using var app = await StartAsync<Scripted>(EverySecond, script, clock);
        await Eventually.EqualAsync(8, () => Task.FromResult(clock.Pauses.Count));
        double[] longest = [1, 2, 4, 8, 16, 30, 30, 30];
        Assert.All(clock.Pauses.Zip(longest), pause => Assert.InRange(pause.First.TotalSeconds, 0.75 * pause.Second, pause.Second));

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ItemsDb>();
        await db.Items.ExecuteUpdateAsync(row => row.SetProperty(item => item.Looks, 1), Cancellation);
        await Eventually.TrueAsync(() => Task.FromResult(script.Runs > 8), "it is woken", TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => Task.FromResult(clock.Pauses.Count > 8), "it pauses again");
        Assert.InRange(clock.Pauses.ElementAt(8).TotalSeconds, 0, 1);
    }

    [Fact]
    public async Task It_sleeps_until_the_instant_that_is_known()
    {
        var clock = new RecordingClock { Skipped = 6 };
        var script = new Script { Next = () => clock.GetUtcNow() + TimeSpan.FromSeconds(5) };
        await using var app = await StartAsync<Scripted>(EverySecond, script, clock);
        await Eventually.TrueAsync(() => Task.FromResult(clock.Pauses.Count > 5), "it pauses");
        Assert.All(clock.Pauses.Skip(3), pause => Assert.InRange(pause.TotalSeconds, 4.5, 5));
    }

    static Pace Quick => Pace.WhenDue(TimeSpan.FromMilliseconds(5)) with { First = TimeSpan.Zero };

    static Pace EverySecond => Pace.WhenDue(TimeSpan.FromSeconds(1)) with { First = TimeSpan.Zero };

    async Task<WebApplication> StartAsync<TJob>(Pace pace, Script? script = null, TimeProvider? clock = null)
        where TJob : class, IDueWork
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["ConnectionStrings:itemsdb"] = _database;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddDatabase<ItemsDb>("itemsdb");
        builder.Services.AddSingleton(clock ?? TimeProvider.System).AddSingleton(script ?? new Script()).AddDueWork<TJob>(pace);
        builder.Logging.ClearProviders();
        if (script is not null) builder.Logging.AddProvider(script);
        var app = builder.Build();
        await app.StartAsync(Cancellation);
        return app;
    }

    async Task<long> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        return (long)(await source.CreateCommand(sql).ExecuteScalarAsync(Cancellation))!;
    }

    sealed class Away() : UnavailableException("away");

    sealed class TakeItems(ItemsDb db) : IDueWork
    {
        public async Task<int> RunOnceAsync(CancellationToken ct)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var items = await db.Items.FromSql($"""
                select * from items where looks = 0 order by id limit 7 for update skip locked
                """).ToListAsync(ct);
            foreach (var item in items)
            {
                item.Looks = 1;
                await db.Database.ExecuteSqlAsync($"insert into doings values ({item.Id})", ct);
            }

            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return items.Count;
        }
    }

    /// <summary>Commits something in every run, though it says that it found nothing.</summary>
    sealed class Scripted(Script script, ItemsDb db) : IDueWork
    {
        public async Task<int> RunOnceAsync(CancellationToken ct)
        {
            script.Step();
            await db.Items.Where(item => item.Id == 1)
                .ExecuteUpdateAsync(row => row.SetProperty(item => item.Looks, item => item.Looks + 1), ct);
            return 0;
        }

        public Task<DateTimeOffset?> NextAsync(CancellationToken ct) => Task.FromResult(script.Next());
    }

    /// <summary>What a job throws in its first runs, and what is logged of it.</summary>
    sealed class Script(params Exception[] failures) : ILoggerProvider, ILogger
    {
        int _runs;

        public int Runs => _runs;

        public Func<DateTimeOffset?> Next { get; init; } = () => null;

        public ConcurrentQueue<(LogLevel Level, string Text)> Logged { get; } = [];

        public void Step()
        {
            var run = Interlocked.Increment(ref _runs) - 1;
            if (run < failures.Length) throw failures[run];
        }

        ILogger ILoggerProvider.CreateLogger(string categoryName) =>
            categoryName.Contains(nameof(Scripted), StringComparison.Ordinal) ? this : NullLogger.Instance;

        void ILogger.Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Logged.Enqueue((logLevel, formatter(state, exception)));

        bool ILogger.IsEnabled(LogLevel logLevel) => true;

        IDisposable? ILogger.BeginScope<TState>(TState state) => null;

        public void Dispose()
        {
        }
    }

    /// <summary>Records every pause and skips the first ones.</summary>
    sealed class RecordingClock : TimeProvider
    {
        int _skipped;

        public required int Skipped { get; init; }

        public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Enqueue(dueTime);
            var isSkipped = Interlocked.Increment(ref _skipped) <= Skipped;
            return base.CreateTimer(callback, state, isSkipped ? TimeSpan.FromMilliseconds(1) : dueTime, period);
        }
    }

    sealed class Item
    {
        public int Id { get; set; }

        public int Looks { get; set; }
    }

    sealed class ItemsDb(DbContextOptions<ItemsDb> options) : DbContext(options)
    {
        public DbSet<Item> Items => Set<Item>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Item>().ToTable("items");
    }
}
