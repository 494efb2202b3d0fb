using System.Threading.Channels;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Middleware;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Consumers;

/// <summary>
/// Keeps the service's queue connected. MassTransit's own retry pause of a receive endpoint grows from 3 to 30 seconds over a process's life and
/// is never reset, so a lost endpoint is stopped and started here. Publishing depends on this too: without a queue there is no broker.
/// </summary>
internal sealed partial class Reception(
    IReceiveEndpointConnector bus, BrokerSettings settings, ChannelWriter<Delivery> arrived, TimeProvider clock, ILoggerFactory loggers)
    : BackgroundService, IReceiveEndpointObserver
{
    const ushort ReplySuccess = 200;

    /// <summary>Maximum number of unacknowledged messages: two of the largest batches.</summary>
    const int Prefetch = 2 * EventQueue.LargestBatch;

    /// <summary>
    /// How long a channel or an endpoint may take to stop. RabbitMQ.Client 7.2.2 disposes of a channel's lock while others wait for it (its issue 1976);
    /// these then wait for ever, even if their cancellation token is cancelled.
    /// </summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly ILogger _logger = loggers.CreateLogger<Reception>();
    readonly Channel<Exception> _faults = Channel.CreateBounded<Exception>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly Lock _lock = new();
    IReceiveEndpoint? _endpoint;
    ChannelContext? _channel;
    TaskCompletionSource<CancellationToken> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    CancellationTokenSource? _connection;
    bool _isDown;

    /// <summary>Waits until the queue is connected.</summary>
    /// <returns>A token that is cancelled when the connection is lost.</returns>
    public Task<CancellationToken> ConnectedAsync(CancellationToken ct)
    {
        lock (_lock) return _connected.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _endpoint = bus.ConnectReceiveEndpoint(settings.Service, Configure).ReceiveEndpoint;
        for (var failures = 0; await FaultAsync(stoppingToken) is { } fault; failures++)
        {
            if (Lose()) failures = 0;
            if (failures == 0) Lost(fault.Message);
            _isDown = true;
            await RestartAsync(_endpoint, Pause.After(failures), stoppingToken);
        }
    }

    /// <summary>
    /// Closes the channel at once and so returns all unacknowledged messages. MassTransit would cancel its consumer and then wait for them; meanwhile
    /// the next instance would get the messages behind them, which would overtake these within their aggregates.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            if (Interlocked.Exchange(ref _channel, null) is { } channel)
                await channel.Channel.CloseAsync(ReplySuccess, "The service stops.", abort: true, cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception e) when (e is ObjectDisposedException or TimeoutException)
        {
            // MassTransit disposes of a channel as soon as it is closed, or is already closing it.
        }

        try
        {
            if (_endpoint is not null) await _endpoint.Stop(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Next the bus closes the connection, and with it the rest of the endpoint.
        }
    }

    /// <returns>Null once the process is stopping.</returns>
    async Task<Exception?> FaultAsync(CancellationToken ct)
    {
        try
        {
            return await _faults.Reader.ReadAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    async Task RestartAsync(IReceiveEndpoint endpoint, TimeSpan pause, CancellationToken ct)
    {
        try
        {
            await endpoint.Stop(ct).WaitAsync(Patience, ct);
            await Task.Delay(pause, clock, ct);
            while (_faults.Reader.TryRead(out _))
            {
                // Faults of the endpoint just stopped.
            }

            endpoint.Start(CancellationToken.None);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The process is stopping, and the bus stops the endpoint.
        }
        catch (Exception e)
        {
            _faults.Writer.TryWrite(e); // stop and start again after the next pause
        }
    }

    void Configure(IBusRegistrationContext context, IReceiveEndpointConfigurator configurator)
    {
        var endpoint = (IRabbitMqReceiveEndpointConfigurator)configurator;
        endpoint.KeepInOrder(settings.Service);
        endpoint.PrefetchCount = Prefetch;
        endpoint.ConcurrentMessageLimit = Prefetch; // each message waits for its batch
        endpoint.PublishFaults = false; // a failed message goes to the error queue; nobody consumes MassTransit's Fault events
        endpoint.DiscardSkippedMessages(); // they come from a binding of an earlier version
        endpoint.ConnectReceiveEndpointObserver(this);
        endpoint.ConfigureChannel(channel => channel.UseExecute(opened => _channel = opened));
        var order = new InOrder(arrived, loggers.CreateLogger<InOrder>());
        endpoint.ConfigureError(errors =>
        {
            errors.UseFilter(new NoteFailures());
            errors.UseFilter(new GenerateFaultFilter());
            errors.UseFilter(new ErrorTransportFilter());
        });
        endpoint.ConfigureReceive(receive => receive.UseFilter<ReceiveContext>(order));
        endpoint.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(order)); // a later filter would run once per consumer
        endpoint.ConnectConsumerConfigurationObserver(new InTurn(new SemaphoreSlim(1)));
        endpoint.ConfigureConsumers(context);
    }

    Task IReceiveEndpointObserver.Ready(ReceiveEndpointReady ready)
    {
        lock (_lock)
        {
            _connection = new CancellationTokenSource();
            _connected.TrySetResult(_connection.Token);
        }

        if (_isDown) Back();
        _isDown = false;
        return Task.CompletedTask;
    }

    Task IReceiveEndpointObserver.Faulted(ReceiveEndpointFaulted faulted)
    {
        _faults.Writer.TryWrite(faulted.Exception ?? new OperationCanceledException("The connection ended."));
        return Task.CompletedTask;
    }

    /// <returns>Whether there was a connection.</returns>
    bool Lose()
    {
        CancellationTokenSource? lost;
        lock (_lock)
        {
            lost = _connection;
            _connection = null;
            if (_connected.Task.IsCompleted) _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        lost?.Cancel();
        return lost is not null;
    }

    Task IReceiveEndpointObserver.Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    Task IReceiveEndpointObserver.Completed(ReceiveEndpointCompleted completed)
    {
        _faults.Writer.TryWrite(new OperationCanceledException("The connection was lost.")); // a second before it is reported as a fault
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "Queue unavailable; reconnecting: {Reason}")]
    partial void Lost(string reason);

    [LoggerMessage(LogLevel.Information, "Queue connected again")]
    partial void Back();
}
