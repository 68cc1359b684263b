using Microsoft.Extensions.Options;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Checks the settings of one watcher, and names them as the configuration does.</summary>
/// <param name="watcher">The name of the watcher's options.</param>
/// <param name="prefix">What stands before the settings' names in the configuration; empty where they come from code.</param>
internal sealed class PresenceWatcherValidator(string watcher, string prefix) : IValidateOptions<PresenceWatcherOptions>
{
    public ValidateOptionsResult Validate(string? name, PresenceWatcherOptions options)
    {
        if (name != watcher)
        {
            return ValidateOptionsResult.Skip;
        }

        var faults = options.FindFaults(prefix).ToList();
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
