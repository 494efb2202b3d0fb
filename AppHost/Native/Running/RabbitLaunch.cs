using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Supervision.AppHost.Native.Running;

/// <summary>A private RabbitMQ broker with its own name service, cookie, data and ports, all on the loopback address.</summary>
internal sealed class RabbitLaunch(RabbitMQServerResource resource, string programs, string epmd, ServerHome home, Ports ports) : ILaunch
{
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly int _namesPort = ports.Free($"{resource.Name}/names");
    private readonly int _distributionPort = ports.Free($"{resource.Name}/distribution");

    public int StopSignal => Posix.Terminate;

    public int CrashSignal => Posix.Kill;

    public TimeSpan StopPatience => TimeSpan.FromSeconds(20);

    public string Home => home.Folder;

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        DataFolder.Write(File("rabbitmq.conf"), Configuration(), home.User);
        DataFolder.Write(File("enabled_plugins"), resource.HasManagement ? "[rabbitmq_management]." : "[].", home.User);
        return Task.CompletedTask;
    }

    public IReadOnlyList<ProcessPlan> Plan() =>
    [
        new ProcessPlan([epmd, "-address", "127.0.0.1", "-port", $"{_namesPort}"], Home, Environment(), home.User),
        new ProcessPlan([Path.Combine(programs, "rabbitmq-server")], Home, Environment(), home.User),
    ];

    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GreetsAsync(cancellationToken) && (!resource.HasManagement || await AnswersAsync(cancellationToken));
        }
        catch (Exception silence) when (silence is SocketException or IOException or HttpRequestException)
        {
            return false; // it does not listen yet
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // no answer in time
        }
    }

    public bool IsWorthShowing(string line) =>
        line.Contains("[error]", StringComparison.Ordinal) || line.Contains("ERROR", StringComparison.Ordinal);

    /// <summary>The broker opens AMQP last of all, so an answer to the protocol header means that it is up.</summary>
    private async Task<bool> GreetsAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", resource.FindEndpoint("tcp").Port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), cancellationToken);
        return await stream.ReadAsync(new byte[1], cancellationToken) is 1;
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var credentials = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{RabbitMQServerResource.UserName}:{resource.Password}"));
        using var request = new HttpRequestMessage(
            HttpMethod.Get, resource.FindEndpoint(RabbitMQServerResource.ManagementEndpoint).Url + "/api/whoami");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        using var response = await Probe.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private Dictionary<string, string?> Environment() => new()
    {
        ["HOME"] = Home, // Erlang's cookie goes there
        ["ERL_EPMD_PORT"] = $"{_namesPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = "supervision@localhost",
        ["RABBITMQ_DIST_PORT"] = $"{_distributionPort}",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["RABBITMQ_BASE"] = Home,
        ["RABBITMQ_MNESIA_BASE"] = File("mnesia"),
        ["RABBITMQ_LOG_BASE"] = File("log"),
        ["RABBITMQ_CONFIG_FILE"] = File("rabbitmq.conf"),
        ["RABBITMQ_CONFIG_FILES"] = File("none"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = File("none"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null", // the machine's own broker's settings are not ours
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = File("enabled_plugins"),
        ["RABBITMQ_PID_FILE"] = File("pid"),
        // The script then becomes the broker instead of standing in front of it, so signals reach the broker itself.
        ["RABBITMQ_ALLOW_INPUT"] = "1",
        ["RABBITMQ_SERVER_START_ARGS"] = "-noinput",
        ["LANG"] = "C.UTF-8",
    };

    private string Configuration() => string.Join(
        '\n',
        [
            $"listeners.tcp.1 = 127.0.0.1:{resource.FindEndpoint("tcp").Port}",
            // Applied when the broker's data is first made; there is no user "guest" then.
            $"default_user = {RabbitMQServerResource.UserName}",
            $"default_pass = {resource.Password}",
            "log.console = false",
            "log.file = broker.log",
            "log.file.level = info",
            .. resource.HasManagement
                ? new[]
                {
                    "management.tcp.ip = 127.0.0.1",
                    $"management.tcp.port = {resource.FindEndpoint(RabbitMQServerResource.ManagementEndpoint).Port}",
                }
                : [],
            "",
        ]);

    private string File(string name) => Path.Combine(Home, name);
}
