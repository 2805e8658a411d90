namespace Wayleave.Server.Tls;

/// <summary>Where things are kept that outlive a process but are nobody's work: the self-signed certificate.</summary>
public static class StateFolder
{
    /// <summary>The self-signed certificate's file, with its key, in PEM.</summary>
    /// <param name="folder">The folder, as <see cref="Find"/> gives it.</param>
    public static string SelfSignedFile(string folder) => Path.Combine(folder, "self-signed.pem");

    /// <summary>
    /// The folder: what was configured; else the first of systemd's <c>$STATE_DIRECTORY</c>; else <c>$XDG_STATE_HOME/wayleave</c>;
    /// else <c>~/.local/state/wayleave</c>, on Windows <c>%LOCALAPPDATA%\wayleave</c>.
    /// </summary>
    /// <param name="configured">What the settings say; null: nothing.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>The folder, which need not exist; null if none is known, since there is no home.</returns>
    /// <seealso href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</seealso>
    /// <seealso href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#RuntimeDirectory=">systemd.exec, StateDirectory=</seealso>
    public static string? Find(string? configured, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (configured is not null)
            return configured;
        // A unit with StateDirectory= usually has no home, or a read-only one. Several folders are parted by colons.
        if (environment("STATE_DIRECTORY")?.Split(':')[0] is { } unit && Path.IsPathRooted(unit))
            return unit;
        // "If an implementation encounters a relative path in any of these variables it should consider the path invalid and ignore it."
        if (environment("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state))
            return Path.Combine(state, "wayleave");
        if (OperatingSystem.IsWindows())
            return environment("LOCALAPPDATA") is { Length: > 0 } local ? Path.Combine(local, "wayleave") : null;
        return environment("HOME") is { } home && Path.IsPathRooted(home) ? Path.Combine(home, ".local", "state", "wayleave") : null;
    }
}
