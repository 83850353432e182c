import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.EnumMap;

/**
 * Marks the dates of English texts with HeidelTime, all in one process.
 *
 * The arguments are its configuration and a list, of which each line is a document type, a date, a text file and
 * the file to write, parted by tabs.
 */
public class HeidelTime {
    public static void main(String[] args) throws Exception {
        var taggers = new EnumMap<DocumentType, HeidelTimeStandalone>(DocumentType.class);
        for (var line : Files.readAllLines(Path.of(args[1]))) {
            var fields = line.split("\t");
            var tagger = taggers.computeIfAbsent(
                DocumentType.valueOf(fields[0]),
                type -> new HeidelTimeStandalone(Language.ENGLISH, type, OutputType.TIMEML, args[0]));
            var date = new SimpleDateFormat("yyyy-MM-dd").parse(fields[1]);
            Files.writeString(Path.of(fields[3]), tagger.process(Files.readString(Path.of(fields[2])), date));
        }
    }
}
