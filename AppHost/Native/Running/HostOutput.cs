using System.Text;

namespace Supervision.AppHost.Native.Running;

/// <summary>The operator's screen: prefixed logs, and on a terminal a table of the resources that stays below them.</summary>
internal sealed class HostOutput(TextWriter? writer, bool live)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (ResourceState State, string Address)> _rows = [];
    private int _drawn;

    public void Add(string resource, string address)
    {
        lock (_gate) _rows[resource] = (ResourceState.Waiting, address);
    }

    public void Show(string resource, ResourceState state)
    {
        lock (_gate)
        {
            _rows[resource] = (state, _rows[resource].Address);
            if (live) Write("");
            else Write($"{resource} | {Word(state)}{(state is ResourceState.Healthy ? $" {_rows[resource].Address}" : "")}\n");
        }
    }

    public void Log(string resource, string line)
    {
        lock (_gate) Write($"{resource} | {line}\n");
    }

    public void Say(string line)
    {
        lock (_gate) Write($"{line}\n");
    }

    /// <summary>The end of a failed resource's log, where it was not shown as it came.</summary>
    public void Tail(string resource, LogTail log)
    {
        foreach (var line in log.Lines().TakeLast(20)) Log(resource, line);
    }

    private void Write(string text)
    {
        if (writer is null) return;
        if (!live)
        {
            writer.Write(text);
            writer.Flush();
            return;
        }

        var screen = new StringBuilder();
        // Back to the table's first line, and everything below it cleared: the new text takes its place, the table follows.
        if (_drawn > 0) screen.Append(null, $"\u001b[{_drawn}A\u001b[J");
        screen.Append(text);
        screen.Append(Table());
        _drawn = _rows.Count;
        writer.Write(screen.ToString());
        writer.Flush();
    }

    private string Table()
    {
        var name = _rows.Count is 0 ? 0 : _rows.Keys.Max(key => key.Length);
        // A row that wraps would be two lines on the screen, and the way back to the table's top is counted in lines.
        var room = Math.Max(0, Console.WindowWidth - name - 17);
        return string.Concat(_rows.Select(row =>
            $"\u001b[2m│\u001b[0m {row.Key.PadRight(name)}  {Colour(row.Value.State)}{Word(row.Value.State),-10}\u001b[0m  "
            + $"{row.Value.Address[..Math.Min(room, row.Value.Address.Length)]}\n"));
    }

    private static string Colour(ResourceState state) => state switch
    {
        ResourceState.Healthy => "\u001b[32m",
        ResourceState.Finished => "\u001b[2m",
        ResourceState.Failed or ResourceState.Unhealthy or ResourceState.Restarting => "\u001b[31m",
        _ => "\u001b[33m",
    };

    public static string Word(ResourceState state) => state switch
    {
        ResourceState.Waiting => "waiting",
        ResourceState.Starting => "starting",
        ResourceState.Healthy => "healthy",
        ResourceState.Unhealthy => "unhealthy",
        ResourceState.Finished => "finished",
        ResourceState.Restarting => "restarting",
        ResourceState.Stopped => "stopped",
        _ => "failed",
    };
}
