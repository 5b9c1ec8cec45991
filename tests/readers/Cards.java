import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.ValidationWarning;
import ezvcard.io.ParseWarning;
import ezvcard.property.VCardProperty;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What ez-vcard reads in a file of cards: a line a fault, then how many cards, numbers, mails, places. */
public class Cards {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            List<List<ParseWarning>> warnings = new ArrayList<>();
            List<VCard> cards = Ezvcard.parse(new File(file)).warnings(warnings).all();
            int numbers = 0, mails = 0, places = 0;
            for (VCard card : cards) {
                numbers += card.getTelephoneNumbers().size();
                mails += card.getEmails().size();
                places += card.getAddresses().size();
                for (Map.Entry<VCardProperty, List<ValidationWarning>> fault : card.validate(card.getVersion())) {
                    System.out.println(card.getFormattedName().getValue() + ": " + fault.getValue());
                }
            }
            for (List<ParseWarning> found : warnings) {
                for (ParseWarning fault : found) {
                    System.out.println(fault);
                }
            }
            System.out.println(cards.size() + " " + numbers + " " + mails + " " + places);
        }
    }
}
