using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Supervision.AppHost.Native.Running;

/// <summary>The few system calls .NET has no name for.</summary>
internal static partial class Posix
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;

    public static bool IsRoot => EffectiveUser() is 0;

    public static void Signal(int process, int signal)
    {
        // A process that is gone already needs no signal (ESRCH).
        if (SendSignal(process, signal) is not 0 && Marshal.GetLastPInvokeError() is not 3)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    public static void Own(string path, SystemUser user)
    {
        if (ChangeOwner(path, user.Id, user.Group) is not 0)
        {
            throw new HostException($"{path} cannot be given to the user {user.Name}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}

/// <summary>A user of this machine that a server runs as when the host itself is started by root.</summary>
internal sealed record SystemUser(string Name, uint Id, uint Group)
{
    public static SystemUser Find(string name)
    {
        var fields = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(line => line[0] == name)
            ?? throw new HostException($"There is no user '{name}' on this machine to run its server as: install the server's package.");
        return new SystemUser(name, uint.Parse(fields[2], null), uint.Parse(fields[3], null));
    }
}
