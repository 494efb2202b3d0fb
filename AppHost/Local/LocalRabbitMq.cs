using System.Globalization;

namespace Supervision.AppHost.Local;

internal static class LocalRabbitMq
{
    // Erlang's name service would otherwise become a daemon that outlives the broker. As the broker's child it ends with the broker.
    private const string WithNames =
        "setpriv --pdeathsig KILL \"$1\" -address 127.0.0.1 -port \"$2\" & "
        + "until \"$1\" -port \"$2\" -names >/dev/null 2>&1; do kill -0 $! || exit; sleep 0.02; done; exec \"$3\"";

    /// <summary>Runs this broker as a process where there is no container engine. Must be the last call that configures the broker.</summary>
    public static IResourceBuilder<RabbitMQServerResource> OrLocal(this IResourceBuilder<RabbitMQServerResource> server)
    {
        var builder = server.ApplicationBuilder;
        if (!builder.HasLocalServers()) return server;

        server.Detach("RabbitMQ");
        var home = ServerHome.Of(builder, server.Resource.Name, "rabbitmq");
        var names = Machine.FreePort();
        var programs = Machine.Newest("rabbitmq-server", "/opt/rabbitmq_server-*/sbin", "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin");
        var process = builder.AddExecutable(
                $"{server.Resource.Name}-server", "/usr/bin/setsid", home.Folder,
                [.. home.Command("/bin/sh", "-c", WithNames, "sh", Epmd(), $"{names}", $"{programs}/rabbitmq-server")])
            .WithEnvironment(context => Settings(context.EnvironmentVariables, home, names))
            .OnBeforeResourceStarted(async (_, _, stop) =>
            {
                LinkPlugins(Path.Combine(programs, "..", "plugins"), home.File("plugins"));
                await ConfigureAsync(server.Resource, home, stop);
            });
        server.LivesAs(process);
        return server;
    }

    private static string Epmd() => Path.Combine(Machine.Newest("epmd", "/usr/lib/erlang/bin", "/usr/bin"), "epmd");

    private static void Settings(Dictionary<string, object> environment, ServerHome home, int names)
    {
        environment["HOME"] = home.Folder; // Erlang keeps its cookie there
        environment["ERL_EPMD_PORT"] = names.ToString(CultureInfo.InvariantCulture);
        environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        environment["RABBITMQ_NODENAME"] = "supervision@localhost";
        environment["RABBITMQ_DIST_PORT"] = Machine.FreePort().ToString(CultureInfo.InvariantCulture);
        environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}";
        environment["RABBITMQ_BASE"] = home.Folder;
        environment["RABBITMQ_MNESIA_BASE"] = home.File("mnesia");
        environment["RABBITMQ_LOG_BASE"] = home.File("log");
        environment["RABBITMQ_CONFIG_FILE"] = home.File("rabbitmq.conf");
        environment["RABBITMQ_CONFIG_FILES"] = home.File("none");
        environment["RABBITMQ_ADVANCED_CONFIG_FILE"] = home.File("none");
        environment["RABBITMQ_CONF_ENV_FILE"] = "/dev/null"; // ignore the settings of a broker installed on this machine
        environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = home.File("enabled_plugins");
        environment["RABBITMQ_PLUGINS_DIR"] = home.File("plugins");
        environment["RABBITMQ_PID_FILE"] = home.File("pid");
        // The script then replaces itself by the broker instead of staying its parent, so signals reach the broker itself.
        environment["RABBITMQ_ALLOW_INPUT"] = "1";
        environment["RABBITMQ_SERVER_START_ARGS"] = "-noinput";
        environment["LANG"] = "C.UTF-8";
    }

    /// <summary>
    /// At each start the broker reads every plugin it finds, used or not, which takes two seconds of processor time. So it gets a folder with its own
    /// libraries and the management plugin only.
    /// </summary>
    private static void LinkPlugins(string all, string shown)
    {
        if (Directory.Exists(shown)) Directory.Delete(shown, recursive: true); // removes the links, not their targets
        Directory.CreateDirectory(shown);
        foreach (var path in Directory.EnumerateFileSystemEntries(all).Select(Path.GetFullPath))
        {
            var name = Path.GetFileName(path).Split('-')[0];
            var isUsed = !name.StartsWith("rabbitmq_", StringComparison.Ordinal)
                || name is "rabbitmq_prelaunch" or "rabbitmq_management" or "rabbitmq_management_agent" or "rabbitmq_web_dispatch";
            if (isUsed) File.CreateSymbolicLink(Path.Combine(shown, Path.GetFileName(path)), path);
        }
    }

    private static async Task ConfigureAsync(RabbitMQServerResource server, ServerHome home, CancellationToken stop)
    {
        var management = server.Annotations.OfType<EndpointAnnotation>().SingleOrDefault(one => one.Name is "management");
        await home.WriteAsync("enabled_plugins", management is null ? "[]." : "[rabbitmq_management].", stop);
        await home.WriteAsync("rabbitmq.conf", $"""
            listeners.tcp.1 = 127.0.0.1:{server.PrimaryEndpoint.Port}
            default_user = {await server.UserNameReference.GetValueAsync(stop)}
            default_pass = {await server.PasswordParameter.GetValueAsync(stop)}
            log.console = true
            log.console.level = warning
            log.file = broker.log
            {(management is null ? "" : $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {management.Port}")}

            """, stop);
    }
}
