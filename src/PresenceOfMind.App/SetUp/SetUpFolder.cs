using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.SetUp;

/// <summary>
/// The data files of a PWS application in a folder: <c>serverparams.json</c>, <c>appuser.json</c>, <c>enduser.json</c> and
/// <c>contacts.list</c>. A file is read when it is asked for, and not before.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class SetUpFolder(string path)
{
    private const string ServerFile = "serverparams.json";
    private const string AppUserFile = "appuser.json";
    private const string EndUserFile = "enduser.json";
    private const string ContactsFile = "contacts.list";

    private const string ServerForm = """{"params":[{"SERVER":"the IM&P node","HOST":"this machine, as the node reaches it"}]}""";
    private const string AppUserForm = """{"params":[{"USERNAME":"the application user","PASSWD":"its password"}]}""";
    private const string EndUserForm = """{"params":[{"USERNAME":"the end user, without a domain"}]}""";
    private const string ContactsForm = """["joe","rita@example.com"]""";

    public bool HasServer => Has(ServerFile);

    public bool HasAppUser => Has(AppUserFile);

    public bool HasEndUser => Has(EndUserFile);

    public bool HasContacts => Has(ContactsFile);

    /// <summary>What the folder's commands made, as far as it is known.</summary>
    public SetUpStateFile State => new(Path.Combine(path, SetUpStateFile.Name));

    /// <summary>The node's name or address.</summary>
    /// <exception cref="UserException">The file does not say.</exception>
    public string Server => File(ServerFile, ServerForm, "--server").Member("SERVER", "the name or address of the IM&P node");

    /// <summary>This machine, as the node reaches it.</summary>
    /// <exception cref="UserException">The file does not say.</exception>
    public string Host =>
        File(ServerFile, ServerForm, "--host").Member("HOST", "the name or address by which the node reaches this machine");

    /// <summary>The application user.</summary>
    /// <exception cref="UserException">The file does not say.</exception>
    public string AppUser =>
        File(AppUserFile, AppUserForm, "--app-user and --password-file").Member("USERNAME", "the application user's name");

    /// <summary>The application user's password.</summary>
    /// <exception cref="UserException">The file does not say.</exception>
    public string Password =>
        File(AppUserFile, AppUserForm, "--app-user and --password-file").Member("PASSWD", "the application user's password");

    /// <summary>The end user.</summary>
    /// <exception cref="UserException">The file does not say.</exception>
    public string EndUser => File(EndUserFile, EndUserForm, "--user").Member("USERNAME", "the end user's name, without a domain");

    /// <summary>The contacts as they are written, with or without a domain.</summary>
    /// <exception cref="UserException">The file does not say.</exception>
    public IReadOnlyList<string> Contacts =>
        File(ContactsFile, ContactsForm, "the names to the command").Names("the names of the people to watch");

    private bool Has(string file) => System.IO.File.Exists(Path.Combine(path, file));

    private SetUpFile File(string name, string form, string options) => SetUpFile.Read(Path.Combine(path, name), form, options);
}
