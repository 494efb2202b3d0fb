using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.DeadLetters;

/// <summary>
/// An operator's access to a service's error queue. While open it holds all messages, which return unchanged and in order when
/// it closes; so only one may be open at a time, in any process. An exclusive queue at the broker ensures that.
/// </summary>
internal sealed class DeadLetterSession : IAsyncDisposable
{
    static readonly TimeSpan TurnDeadline = TimeSpan.FromSeconds(10);

    readonly IConnection _connection;
    readonly IChannel _channel;
    readonly string _queue;

    DeadLetterSession(IConnection connection, IChannel channel, string queue) => (_connection, _channel, _queue) = (connection, channel, queue);

    public List<DeadLetter> Messages { get; } = [];

    public static async Task<DeadLetterSession> OpenAsync(BrokerSettings settings, CancellationToken ct)
    {
        var errors = Topology.Errors(settings.Service);
        var connection = await OperatorConnection.OpenAsync(settings, "dead letters", ct);
        try
        {
            await TakeTurnAsync(connection, $"{errors}.turn", ct);
            var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), ct);
            var session = new DeadLetterSession(connection, channel, settings.Service);
            while (await channel.BasicGetAsync(errors, autoAck: false, ct) is { } message) session.Messages.Add(DeadLetter.Read(message));
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes the message to the end of its original queue, and removes it from the error queue once the broker has confirmed.</summary>
    public async Task RedriveAsync(DeadLetter message, CancellationToken ct)
    {
        await _channel.BasicPublishAsync("", _queue, mandatory: true, message.Original(), message.Payload, ct);
        await _channel.BasicAckAsync(message.Tag, multiple: false, ct);
    }

    static async Task TakeTurnAsync(IConnection connection, string queue, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(TurnDeadline);
        while (true)
        {
            try
            {
                await using var channel = await connection.CreateChannelAsync(cancellationToken: deadline.Token);
                await channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: false, cancellationToken: deadline.Token);
                return;
            }
            catch (OperationInterruptedException taken) when (taken.ShutdownReason?.ReplyCode == Constants.ResourceLocked)
            {
                await Task.Delay(50, deadline.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
