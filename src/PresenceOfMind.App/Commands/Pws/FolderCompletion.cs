using System.CommandLine.Completions;
using System.Globalization;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Completes by what the current folder's files say; a file that is wrong completes nothing.</summary>
internal static class FolderCompletion
{
    /// <summary>The contacts of the folder.</summary>
    public static IEnumerable<CompletionItem> Contacts(CompletionContext context) =>
        Items(() => PwsOptions.Folder.HasContacts ? PwsOptions.Folder.Contacts : []);

    /// <summary>The users of the folder: its end user, and its contacts without their domains.</summary>
    public static IEnumerable<CompletionItem> Users(CompletionContext context) => Items(() =>
        (PwsOptions.Folder.HasEndUser ? new[] { PwsOptions.Folder.EndUser } : [])
            .Concat(PwsOptions.Folder.HasContacts ? PwsOptions.Folder.Contacts : [])
            .Select(PwsTarget.User)
            .Distinct());

    /// <summary>The ids of the folder's subscriptions.</summary>
    public static IEnumerable<CompletionItem> Subscriptions(CompletionContext context) =>
        Items(() => PwsOptions.Folder.State.Read().Subscriptions.Select(s => s.Id.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<CompletionItem> Items(Func<IEnumerable<string>> read)
    {
        try
        {
            return [.. read().Select(text => new CompletionItem(text))];
        }
        catch (UserException)
        {
            return [];
        }
    }
}
