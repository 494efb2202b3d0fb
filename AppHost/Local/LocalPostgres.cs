namespace Supervision.AppHost.Local;

internal static class LocalPostgres
{
    // On SIGTERM PostgreSQL would wait for every client to disconnect; the shell sends SIGINT, its "fast shutdown", which ends their sessions.
    private const string StopFast =
        "\"$@\" & server=$!; trap 'kill -INT $server' TERM INT; while kill -0 $server 2>/dev/null; do wait $server; done; wait $server";

    /// <summary>Runs this server as a process where there is no container engine. Must be the last call that configures the server.</summary>
    public static IResourceBuilder<PostgresServerResource> OrLocal(this IResourceBuilder<PostgresServerResource> server)
    {
        var builder = server.ApplicationBuilder;
        if (!builder.HasLocalServers()) return server;

        server.Detach("PostgreSQL");
        var home = ServerHome.Of(builder, server.Resource.Name, "postgres");
        var cluster = home.File("cluster");
        var programs = Machine.Newest("postgres", "/usr/pgsql-*/bin", "/usr/lib/postgresql/*/bin");
        // When off, commits survive the end of any process but not a power cut: enough for data that a test throws away.
        var durable = builder.Configuration["Servers:Durable"] is "false" ? "off" : "on";
        var process = builder.AddExecutable(
            $"{server.Resource.Name}-server", "/bin/sh", home.Folder,
            [
                "-c", StopFast, "sh",
                .. home.Command(
                    $"{programs}/postgres", "-D", cluster, "-p", $"{server.Resource.PrimaryEndpoint.EndpointAnnotation.Port}",
                    "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200", "-c", "timezone=UTC",
                    "-c", "log_timezone=UTC", "-c", "lc_messages=C", "-c", $"fsync={durable}"),
            ]);
        process.OnBeforeResourceStarted(async (_, _, stop) =>
        {
            if (!Directory.Exists(cluster)) await MakeAsync(server.Resource, home, $"{programs}/initdb", cluster, stop);
            ForgetDeadServer(cluster);
        });
        server.LivesAs(process);
        return server;
    }

    /// <summary>Creates the cluster in a draft folder and renames it when complete, so an interrupted first start is simply repeated.</summary>
    private static async Task MakeAsync(PostgresServerResource server, ServerHome home, string initdb, string cluster, CancellationToken stop)
    {
        var draft = $"{cluster}.new";
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        var password = await home.WriteAsync("password", (await server.PasswordParameter.GetValueAsync(stop))!, stop);
        await Machine.RunAsync(
            home.Command(
                initdb, "-D", draft, "-U", "postgres", $"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
                "--no-sync"),
            home.Folder,
            stop);
        File.Delete(password);
        Directory.Move(draft, cluster);
    }

    /// <summary>After a power cut the server's pid file may hold the id of another process, and PostgreSQL would refuse to start.</summary>
    private static void ForgetDeadServer(string cluster)
    {
        var file = Path.Combine(cluster, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), out var id)) return;
        var command = $"/proc/{id}/cmdline";
        if (!File.Exists(command) || !File.ReadAllText(command).Contains(cluster, StringComparison.Ordinal)) File.Delete(file);
    }
}
