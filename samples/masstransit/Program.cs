using MassTransit;
using Microsoft.Extensions.Hosting;
using Supervision.Contracts;

// A service of another team inside the house: MassTransit as anybody sets it up, and the contracts. docs/integrators.md tells more.
//   BROKER=amqp://user:password@host:5672 dotnet run --project samples/masstransit
var broker = Environment.GetEnvironmentVariable("BROKER") ?? throw new InvalidOperationException("BROKER is to be the broker's amqp address.");
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddMassTransit(bus =>
{
    bus.AddConsumer<TransferredClues>();
    bus.AddConsumer<EveryClue>();
    bus.UsingRabbitMq((context, rabbit) =>
    {
        rabbit.Host(new Uri(broker));
        rabbit.ConfigureEndpoints(context);
    });
});
await builder.Build().RunAsync();

/// <summary>One type of event.</summary>
internal sealed class TransferredClues : IConsumer<ClueTransferred>
{
    public Task Consume(ConsumeContext<ClueTransferred> context) =>
        Console.Out.WriteLineAsync($"{context.MessageId} {context.Message.Reference} went over under {context.Message.LetterNumber}");
}

/// <summary>Every event about a clue, whichever it is: all of them have the interface.</summary>
internal sealed class EveryClue : IConsumer<IClueEvent>
{
    public Task Consume(ConsumeContext<IClueEvent> context) =>
        Console.Out.WriteLineAsync($"{context.MessageId} something happened to {context.Message.Reference} at {context.Message.At:u}");
}
