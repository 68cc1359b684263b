using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresenceOfMind.Client.Hosting;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Tests.EndToEnd;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Tests.Hosting;

/// <summary>A watcher's settings as a configuration file has them.</summary>
public sealed class WatcherConfigurationTests
{
    private readonly Dictionary<string, string?> _settings = new()
    {
        ["Pws:Support:Server"] = "https://imp1.example.com:8083",
        ["Pws:Support:AppUser"] = "app",
        ["Pws:Support:Password"] = "secret",
        ["Pws:Support:EndUser"] = "joe",
        ["Pws:Support:CallbackUrl"] = "http://10.0.0.5:8080/pws",
    };

    [Fact]
    public void Every_setting_can_stand_in_the_configuration()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, TestCertificate.SelfSigned("CN=localhost").ExportCertificatePem());
        string[] known = ["Server", "AppUser", "Password", "EndUser", "CallbackUrl"];
        var others = new Dictionary<string, string>
        {
            ["BackupServer"] = "https://imp2.example.com:8083",
            ["ServerCertificate"] = file,
            ["OtherCertificates:0"] = file,
            ["Contacts:0"] = "ada@example.com",
            ["Contacts:1"] = "bob@example.com",
            ["Rich"] = "true",
            ["OwnsSession"] = "True",
            ["FetchInterval"] = "00:05:00",
            ["Expiry"] = "02:00:00",
            ["RequestTimeout"] = "00:00:10",
            ["MaxBackoff"] = "00:00:30",
            ["FailOverAfter"] = "00:00:20",
            ["HomeProbeInterval"] = "00:02:00",
            ["ContactsPerSubscription"] = "100",
            ["ReaderBacklog"] = "500",
        };
        foreach (var (name, value) in others)
        {
            _settings["Pws:Support:" + name] = value;
        }

        var options = Read();
        File.Delete(file);
        Assert.Equal(
            typeof(PresenceWatcherOptions)
                .GetProperties()
                .Select(p => p.Name)
                .Except([nameof(PresenceWatcherOptions.Trusted), nameof(PresenceWatcherOptions.CertificateSetting)])
                .Order(),
            known.Concat(others.Keys.Select(k => k.Split(':')[0])).Distinct().Order());
        Assert.Equal(
            ("https://imp1.example.com:8083/", "https://imp2.example.com:8083/"),
            (options.Server.AbsoluteUri, options.BackupServer!.AbsoluteUri));
        Assert.All(options.Trusted!.Current, certificate => Assert.Equal("CN=localhost", certificate.Subject));
        Assert.Equal(2, options.Trusted!.Current.Count);
        Assert.EndsWith("ServerCertificate", options.CertificateSetting, StringComparison.Ordinal);
        Assert.Equal(
            ("app", "secret", "joe", "http://10.0.0.5:8080/pws"),
            (options.AppUser, options.Password, options.EndUser, options.CallbackUrl.AbsoluteUri));
        Assert.Equal(["ada@example.com", "bob@example.com"], options.Contacts);
        Assert.Equal((true, true, 100, 500), (options.Rich, options.OwnsSession, options.ContactsPerSubscription, options.ReaderBacklog));
        Assert.Equal([5, 120, 2], new[] { options.FetchInterval, options.Expiry, options.HomeProbeInterval }.Select(t => t.TotalMinutes));
        Assert.Equal([10, 30, 20], new[] { options.RequestTimeout, options.MaxBackoff, options.FailOverAfter }.Select(t => t.TotalSeconds));
    }

    [Fact]
    public void What_is_not_set_has_its_default_and_contacts_may_be_one_text()
    {
        _settings["Pws:Support:Contacts"] = "ada@example.com, bob@example.com";
        var options = Read();
        Assert.Equal(["ada@example.com", "bob@example.com"], options.Contacts);
        Assert.Equal(
            (TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), 5000, false),
            (options.FetchInterval, options.Expiry, options.ContactsPerSubscription, options.Rich));
    }

    [Theory]
    [InlineData("Server", null, "The setting Pws:Support:Server is ''; it takes an absolute http or https address.")]
    [InlineData("Server", "imp1", "The setting Pws:Support:Server is 'imp1'; it takes an absolute http or https address.")]
    [InlineData("Password", null, "The setting Pws:Support:Password is ''; it takes the application user's password.")]
    [InlineData("FetchInterval", "600", "The setting Pws:Support:FetchInterval is '600'; it takes a time such as 00:10:00.")]
    [InlineData("Expiry", "00:10:00", "The setting Pws:Support:Expiry is '00:10:00'; it takes an hour to a day.")]
    [InlineData("Rich", "yes", "The setting Pws:Support:Rich is 'yes'; it takes true or false.")]
    [InlineData("ReaderBacklog", "-1", "The setting Pws:Support:ReaderBacklog is '-1'; it takes a whole number.")]
    [InlineData("Contacts:0", "ada", "The setting Pws:Support:Contacts is 'ada'; it takes contacts of the form user@domain.")]
    public void A_wrong_setting_is_named_with_its_section_and_what_it_takes(string name, string? value, string message)
    {
        _settings["Pws:Support:" + name] = value;
        Assert.Equal(message, Assert.Throws<OptionsValidationException>(Read).Message);
    }

    [Fact]
    public void A_name_that_is_none_and_a_certificate_that_cannot_be_read_are_said()
    {
        _settings["Pws:Support:ServerCertificate"] = "no-such-file.pem";
        Assert.StartsWith(
            "The setting Pws:Support:ServerCertificate is 'no-such-file.pem'; it takes the path of a certificate",
            Assert.Throws<OptionsValidationException>(Read).Message,
            StringComparison.Ordinal);
        _settings["Pws:Support:FetchIntervall"] = "00:10:00";
        Assert.StartsWith(
            "The setting Pws:Support:FetchIntervall is not a setting of a watcher. The settings are AppUser, ",
            Assert.Throws<OptionsValidationException>(Read).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_services_take_a_section_for_a_watcher_with_a_name_or_without()
    {
        _settings["Pws:Support:Contacts"] = "ada@example.com";
        var section = Configuration().GetSection("Pws:Support");
        await using var services = new ServiceCollection()
            .AddPresenceWatcher(section)
            .AddPresenceWatcher("support", section)
            .BuildServiceProvider();
        Assert.Equal(["ada@example.com"], services.GetRequiredService<PresenceWatcher>().Contacts);
        Assert.Equal(["ada@example.com"], services.GetRequiredKeyedService<PresenceWatcher>("support").Contacts);
        Assert.NotNull(services.GetRequiredService<NotificationHub>());
    }

    private PresenceWatcherOptions Read()
    {
        using var services = new ServiceCollection().AddPresenceWatcher(Configuration().GetSection("Pws:Support")).BuildServiceProvider();
        return services.GetRequiredService<IOptions<PresenceWatcherOptions>>().Value;
    }

    private IConfigurationRoot Configuration() => new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
}
