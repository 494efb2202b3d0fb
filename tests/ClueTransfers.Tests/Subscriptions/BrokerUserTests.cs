using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

/// <summary>What a subscriber's broker user can do at a real broker: read the one queue, and nothing else.</summary>
public sealed class BrokerUserTests(CluesPlatform platform) : IDisposable
{
    const string Here = "330305";
    const string Elsewhere = "330302";

    readonly BrokerSettings _settings = BrokerOfPlatform.Broker(platform.Settings());
    readonly HttpClient _http = new();
    BrokerManagement? _broker;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    BrokerManagement Broker
    {
        get
        {
            if (_broker is null) _settings.Apply(_http);
            return _broker ??= new BrokerManagement(_http, _settings);
        }
    }

    [Fact]
    public async Task Gets_the_events_of_its_district_and_types_and_no_others()
    {
        var (queue, password) = await SubscriberAsync(Here, "clue.transferred.v1", "clue.closed.v1");
        await PublishAsync("clue.transferred.v1.330305", "own");
        await PublishAsync("clue.transferred.v1.330302", "other district");
        await PublishAsync("clue.disposed.v1.330305", "other type");
        await PublishAsync("clue.closed.v1.330305", "own, too");
        await using var connection = await ConnectAsync(queue, password);
        Assert.Equal(["own", "own, too"], await ReadAsync(connection, queue, 2));
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        Assert.Null(await channel.BasicGetAsync(queue, autoAck: true, Cancellation));
    }

    [Fact]
    public async Task Cannot_read_another_subscribers_queue()
    {
        var (queue, password) = await SubscriberAsync(Here, "clue.transferred.v1");
        var (foreign, _) = await SubscriberAsync(Elsewhere, "clue.transferred.v1");
        await using var connection = await ConnectAsync(queue, password);
        await RefusedAsync(connection, channel => channel.BasicGetAsync(foreign, autoAck: false, Cancellation));
        await RefusedAsync(connection, channel => channel.BasicConsumeAsync(
            foreign, autoAck: false, new AsyncDefaultBasicConsumer(channel), Cancellation));
        await RefusedAsync(connection, channel => channel.QueuePurgeAsync(foreign, Cancellation));
        await RefusedAsync(connection, channel => channel.BasicGetAsync(queue + "x", autoAck: false, Cancellation));
        await RefusedAsync(connection, channel => channel.BasicGetAsync("x" + queue, autoAck: false, Cancellation));
        await RefusedAsync(connection, channel => channel.BasicGetAsync(queue.Replace('.', '-'), autoAck: false, Cancellation));
    }

    [Fact]
    public async Task Cannot_bind_declare_publish_or_delete()
    {
        var (queue, password) = await SubscriberAsync(Here, "clue.transferred.v1");
        await using var connection = await ConnectAsync(queue, password);
        await RefusedAsync(connection, channel => channel.QueueBindAsync(queue, SealedEvents.Exchange, "#", cancellationToken: Cancellation));
        await RefusedAsync(connection, channel => channel.QueueUnbindAsync(queue, SealedEvents.Exchange, "clue.transferred.v1.330305", cancellationToken: Cancellation));
        await RefusedAsync(connection, channel => channel.QueueDeclareAsync("mine", durable: true, exclusive: false, autoDelete: false, cancellationToken: Cancellation));
        await RefusedAsync(connection, channel => channel.QueueDeclareAsync("", exclusive: true, cancellationToken: Cancellation));
        await RefusedAsync(connection, channel => channel.ExchangeDeclareAsync("mine", "topic", cancellationToken: Cancellation));
        await RefusedAsync(connection, channel => channel.QueueDeleteAsync(queue, cancellationToken: Cancellation));
        await RefusedAsync(connection, channel => channel.ExchangeDeleteAsync(SealedEvents.Exchange, cancellationToken: Cancellation));
        await RefusedAsync(connection, channel => PublishAsync(channel, SealedEvents.Exchange, "clue.transferred.v1.330305", "forged"), confirmed: true);
        await RefusedAsync(connection, channel => PublishAsync(channel, "", queue, "forged"), confirmed: true);
    }

    [Fact]
    public async Task Has_no_way_into_the_management_API()
    {
        var (queue, password) = await SubscriberAsync(Here, "clue.transferred.v1");
        using var http = new HttpClient();
        (_settings with { User = queue, Password = password }).Apply(http);
        using var answer = await http.GetAsync("api/queues", Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Comes_back_with_its_password_after_the_broker_lost_everything()
    {
        var password = BrokerPassword.Create();
        var queue = Subscriber.QueueOf(Guid.NewGuid());
        await EnsureAsync(queue, password, Here, "clue.transferred.v1");
        await Broker.RemoveAsync(queue, Cancellation);
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(queue, password.Clear));
        Assert.Null(await Broker.FindQueueAsync(queue, Cancellation));

        await EnsureAsync(queue, password, Here, "clue.transferred.v1");
        await PublishAsync("clue.transferred.v1.330305", "again");
        await using var connection = await ConnectAsync(queue, password.Clear);
        Assert.Equal(["again"], await ReadAsync(connection, queue, 1));
    }

    [Fact]
    public async Task A_binding_that_is_not_on_record_goes_and_one_that_is_comes()
    {
        var (queue, password) = await SubscriberAsync(Here, "clue.transferred.v1", "clue.closed.v1");
        await Broker.EnsureQueueAsync(queue, [SealedEvents.RoutingKey("clue.closed.v1", Here), SealedEvents.RoutingKey("clue.disposed.v1", Here)], Cancellation);
        await PublishAsync("clue.transferred.v1.330305", "no more");
        await PublishAsync("clue.disposed.v1.330305", "new");
        await PublishAsync("clue.closed.v1.330305", "still");
        await using var connection = await ConnectAsync(queue, password);
        Assert.Equal(["new", "still"], await ReadAsync(connection, queue, 2));
    }

    [Fact]
    public async Task A_changed_password_ends_what_the_old_one_opened()
    {
        var (queue, old) = await SubscriberAsync(Here, "clue.transferred.v1");
        await using var connection = await ConnectAsync(queue, old);
        var closed = new TaskCompletionSource();
        connection.ConnectionShutdownAsync += (_, _) =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        var password = BrokerPassword.Create();
        await Broker.EnsureReaderAsync(queue, password.Hash, Cancellation);
        await Eventually.TrueAsync(async () =>
        {
            await Broker.CloseConnectionsAsync(queue, Cancellation); // the management API lists a connection some moments after it opens
            return closed.Task.IsCompleted;
        }, "the old connection is closed");
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(queue, old));
        await using var anew = await ConnectAsync(queue, password.Clear);
        Assert.True(anew.IsOpen);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_said_to_be_unavailable()
    {
        using var http = new HttpClient();
        (_settings with { Management = new Uri("http://127.0.0.1:9") }).Apply(http);
        var broker = new BrokerManagement(http, _settings);
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => broker.EnsureExchangeAsync(Cancellation));
    }

    [Theory]
    [InlineData("ConnectionStrings:rabbitmq", null)]
    [InlineData("ConnectionStrings:rabbitmq", "amqp://localhost:5672")]
    [InlineData("RABBITMQ_MANAGEMENT", null)]
    [InlineData("RABBITMQ_MANAGEMENT", "no address")]
    public void A_missing_setting_stops_the_start_and_is_named(string setting, string? value)
    {
        var settings = platform.Settings();
        settings[setting] = value;
        var problem = Assert.Throws<InvalidOperationException>(() => BrokerOfPlatform.Broker(settings));
        Assert.Contains(setting, problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    async Task<(string Queue, string Password)> SubscriberAsync(string district, params string[] types)
    {
        var (queue, password) = (Subscriber.QueueOf(Guid.NewGuid()), BrokerPassword.Create());
        await EnsureAsync(queue, password, district, types);
        return (queue, password.Clear);
    }

    async Task EnsureAsync(string queue, BrokerPassword password, string district, params string[] types)
    {
        await Broker.EnsureExchangeAsync(Cancellation);
        await Broker.EnsureQueueAsync(queue, types.Select(type => SealedEvents.RoutingKey(type, district)), Cancellation);
        await Broker.EnsureReaderAsync(queue, password.Hash, Cancellation);
    }

    async Task PublishAsync(string routingKey, string text)
    {
        await using var connection = await ConnectAsync(_settings.User, _settings.Password);
        await using var channel = await connection.CreateChannelAsync(Confirming, Cancellation);
        await PublishAsync(channel, SealedEvents.Exchange, routingKey, text);
    }

    static CreateChannelOptions Confirming { get; } = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    static Task PublishAsync(IChannel channel, string exchange, string routingKey, string text) =>
        channel.BasicPublishAsync(exchange, routingKey, Encoding.UTF8.GetBytes(text), Cancellation).AsTask();

    Task<IConnection> ConnectAsync(string user, string password) => new ConnectionFactory
    {
        Uri = _settings.Address,
        UserName = user,
        Password = password,
        VirtualHost = _settings.VirtualHost,
        AutomaticRecoveryEnabled = false,
    }.CreateConnectionAsync(Cancellation);

    static async Task<List<string>> ReadAsync(IConnection connection, string queue, int count)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        var texts = new List<string>();
        await Eventually.TrueAsync(async () =>
        {
            while (texts.Count < count && await channel.BasicGetAsync(queue, autoAck: true, Cancellation) is { } message)
                texts.Add(Encoding.UTF8.GetString(message.Body.Span));
            return texts.Count == count;
        }, $"{count} messages in {queue}");
        return texts;
    }

    static async Task RefusedAsync(IConnection connection, Func<IChannel, Task> attempt, bool confirmed = false)
    {
        await using var channel = await connection.CreateChannelAsync(confirmed ? Confirming : null, Cancellation);
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => attempt(channel));
        await Eventually.TrueAsync(() => Task.FromResult(channel.CloseReason is not null), "the channel is closed");
        Assert.True(channel.CloseReason!.ReplyCode is Constants.AccessRefused or Constants.NotFound, $"{channel.CloseReason} {refusal}");
    }
}
