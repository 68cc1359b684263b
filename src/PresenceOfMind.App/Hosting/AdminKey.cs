using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Storage;

namespace PresenceOfMind.App.Hosting;

/// <summary>
/// The administrator's key that the program makes at its first start. It is printed where a person sees it, and otherwise written to a
/// file of the data folder that its owner alone can read. It does not end that nobody is asked for a key: no person asked for it.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="state">Whether anybody is asked for a key.</param>
/// <param name="file">The file.</param>
internal sealed class AdminKey(ApiKeys keys, AccessState state, AdminKeyFile file)
{
    /// <summary>Its text where it was made now, for a person to see once; null otherwise.</summary>
    public string? Printed { get; private set; }

    /// <summary>The file that holds it; null where none does.</summary>
    public string? FilePath => file.Read() is null ? null : file.FilePath;

    /// <summary>Whether nobody is asked for a key.</summary>
    public bool IsOpen => state.IsOpen;

    /// <summary>Makes the key where nobody made one yet. A key that an earlier release wrote to the file stays valid.</summary>
    public async Task PrepareAsync()
    {
        if (state.IsClosed || keys.Find(ApiKey.BootstrapName) is not null)
        {
            return;
        }

        var kept = file.Read();
        var issued = await keys.AddBootstrapAsync(kept);
        if (kept is not null)
        {
            return;
        }

        if (Console.IsOutputRedirected)
        {
            file.Write(issued.Text);
        }
        else
        {
            Printed = issued.Text;
        }
    }
}
