using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

/// <summary>Another team's service: standard MassTransit and the contracts, without our Messaging library.</summary>
public sealed class ForeignServiceTests(Infrastructure infrastructure)
{
    static readonly DateTimeOffset At = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_plain_MassTransit_service_with_the_contracts_alone_gets_every_event_by_type_and_by_interface()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var heard = new Heard();
        using var foreign = await StartAsync(service.Broker.Address, heard);
        var clues = Enumerable.Range(1, 20).Select(number => new ClueTransferred(
            Guid.CreateVersion7(), TestService.District, $"2026-{number:D4}", $"〔2026〕{number}号", "00", At, Guid.CreateVersion7(), Guid.CreateVersion7(), At)).ToList();
        await service.WorkAsync(async db =>
        {
            foreach (var clue in clues) db.Enqueue(clue);
            await db.SaveChangesAsync();
        });
        await Eventually.EqualAsync(20, () => Task.FromResult(heard.Clues.Count));
        await Eventually.EqualAsync(20, () => Task.FromResult(heard.References.Count));
        Assert.Equal(clues.OrderBy(clue => clue.ClueId), heard.Clues.OrderBy(clue => clue.ClueId));
        Assert.Equal(clues.Select(clue => clue.Reference), heard.References.Order(StringComparer.Ordinal));
        await foreign.StopAsync(TestContext.Current.CancellationToken);
    }

    static async Task<IHost> StartAsync(Uri broker, Heard heard)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(heard);
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddConsumer<ForeignClueConsumer>();
            bus.AddConsumer<ForeignAnyClueConsumer>();
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker);
                rabbit.ConfigureEndpoints(context);
            });
        });
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}

public sealed class Heard
{
    public ConcurrentBag<ClueTransferred> Clues { get; } = [];

    public ConcurrentBag<string> References { get; } = [];
}

public sealed class ForeignClueConsumer(Heard heard) : IConsumer<ClueTransferred>
{
    public Task Consume(ConsumeContext<ClueTransferred> context)
    {
        heard.Clues.Add(context.Message);
        return Task.CompletedTask;
    }
}

public sealed class ForeignAnyClueConsumer(Heard heard) : IConsumer<IClueEvent>
{
    public Task Consume(ConsumeContext<IClueEvent> context)
    {
        heard.References.Add(context.Message.Reference);
        return Task.CompletedTask;
    }
}
