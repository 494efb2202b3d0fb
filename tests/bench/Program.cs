using System.Diagnostics;
using Supervision.Bench;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Data;

var postgres = "Host=127.0.0.1;Port=55411;Username=postgres;Password=pw;Database=postgres";
await using var host = await BenchHost.CreateAsync(postgres, "amqp://guest:guest@127.0.0.1:55412", 1);
await host.StartAsync();
for (var i = 0; i < 20; i++)
{
    var before = Measured.Count;
    var clock = Stopwatch.StartNew();
    await using (var scope = host.Services.CreateAsyncScope())
    {
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService("330305");
        var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
        var id = Guid.CreateVersion7();
        db.Matters.Add(new Matter { Id = id, District = "330305", Text = "x" });
        db.Enqueue(new MatterChanged(id, "330305", "2026-1", Stopwatch.GetTimestamp(), new string('x', 200)));
        await db.SaveChangesAsync();
    }
    var committed = clock.Elapsed;
    while (Measured.Count == before && clock.Elapsed.TotalSeconds < 10) await Task.Yield();
    Console.WriteLine($"{committed.TotalMilliseconds:f1} {clock.Elapsed.TotalMilliseconds:f1} {Measured.Count}");
}
await host.StopAsync();
